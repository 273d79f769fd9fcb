/** Where a code is expected, Zendesk sometimes puts a sentence, which may quote an e-mail address. */
const CODE = /^[\w.-]{1,60}$/;

export function isErrorCode(text: string): boolean {
  return CODE.test(text);
}
