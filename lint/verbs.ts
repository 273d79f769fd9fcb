/** Verbs with which functions of this repository begin. Add any that is missing, but no nouns or participles. */
const VERBS: ReadonlySet<string> = new Set(
  `
    abandon absorb accept add admit advance advise allow answer append apply arm ask assert assign authenticate await
    beat begin bind bisect bound break build call cancel carry catch change check choose clear close coerce collect
    combine compare compile complete compose compute conclude confirm connect convert copy count cover covers create
    cut decide decode define delay delete deliver depart derive describe destroy detect diagnose disappear discard
    dispatch display divide draw drive drop edit encode end enter escape exceed exit expand expect expire explain
    export extract fail fetch fill filter find finish fit flatten flush fold follow forget form format gather
    generate get give go group grow guess handle hash hold hunt hurry identify ignore import increment index inspect
    install interrupt invent join judge keep kill lack learn leave let limit listen load log look lookup lose main
    make map mark match measure meet mend merge mint move name needs normalise note notice number obey observe occupy
    omit open pad pair parse pass paste pause persist pick plan poison poll post prefer prepare print probe process
    prune purge push put queue race reach read rebuild recall receive record redact refuse register rehearse reject
    release remember remove rename reopen repeat replace report request require reset resolve respond restore retry
    return revoke rise roll round run sanitise save say scale scan schedule seed select send serve set settle setup
    show shrink sign simulate skip sleep slice sort spawn splice split spread start step stop store strike strip
    submit substitute sum survive swap take teach teardown tell terminate test throw touch track translate trim try
    turn unblock unwatch unwrap unzip update upsert use validate verify visit wait wake walk warn watch withhold wrap
    write yield
  `
    .trim()
    .split(/\s+/),
);

export function isVerb(name: string): boolean {
  return VERBS.has(/^[a-z]+/.exec(name)?.[0] ?? "");
}
