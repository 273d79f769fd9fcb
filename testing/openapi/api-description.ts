import { Ajv, type ValidateFunction } from "ajv";
import { parse } from "yaml";

/** A request as a client sent it. */
export interface SentRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly body?: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

interface Parameter {
  readonly name: string;
  readonly in: string;
}

interface Operation {
  /** `GET /api/v2/users/{user_id}` */
  readonly name: string;
  readonly path: RegExp;
  readonly method: string;
  readonly parameters: ReadonlySet<string>;
  readonly body: Fields | undefined;
  /** Of the answer with status 200. */
  readonly answer: Fields | undefined;
}

/** A request that is described, and what its description would not allow. */
export interface Checked {
  /** Method and path with variables. */
  readonly operation: string;
  readonly faults: readonly string[];
}

/** Zendesk describes cursor pagination once, apart from the lists that have it. */
const PAGINATION = new Set(["page[size]", "page[after]"]);
const METHODS = ["get", "post", "put", "patch", "delete"];

/** An OpenAPI 3.0 description, against which requests are checked. */
export class ApiDescription {
  readonly #document: Fields;
  readonly #operations: readonly Operation[];
  readonly #ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(yaml: string) {
    this.#document = fieldsOf(parse(yaml));
    this.#operations = this.#operationsIn(fieldsOf(this.#document["paths"]));
    this.#ajv.addSchema({ $id: "description", components: this.#document["components"] });
  }

  /** Null if the description does not know the request. */
  check(request: SentRequest): Checked | null {
    const url = new URL(request.path, "http://description");
    const operation = this.#operationOf(request.method, url.pathname.replace(/\.json$/, ""));
    if (!operation) return null;
    const unknown = [...new Set(url.searchParams.keys())].filter(
      (name) => !PAGINATION.has(name) && !operation.parameters.has(name),
    );
    const hasBody = request.body !== undefined && operation.body !== undefined;
    const faults = [
      ...unknown.map((name) => `the parameter ${name} is not described`),
      ...(hasBody ? this.#bodyFaults(operation.name, operation.body, request.body) : []),
    ];
    return { operation: operation.name, faults };
  }

  /**
   * What the description would not allow of an answer with status 200; null if it does not know the answer. It seldom says
   * that a value may be null, which Zendesk's values often are: null counts as described.
   */
  checkAnswer({ method, path }: SentRequest, answer: unknown): Checked | null {
    const operation = this.#operationOf(method, new URL(path, "http://description").pathname.replace(/\.json$/, ""));
    if (operation?.answer === undefined) return null;
    const validate = this.#validatorOf(`answer of ${operation.name}`, operation.answer);
    if (validate(withoutNulls(answer))) return { operation: operation.name, faults: [] };
    const faults = (validate.errors ?? []).filter(({ instancePath, params }) => {
      const name: unknown = params["missingProperty"];
      return typeof name !== "string" || fieldsOf(valueAt(answer, instancePath))[name] !== null;
    });
    return {
      operation: operation.name,
      faults: faults.map(({ instancePath, message }) => `answer${instancePath} ${message ?? "is invalid"}`),
    };
  }

  /** A literal path goes before one with variables: users/me is not the user "me". */
  #operationOf(method: string, pathname: string): Operation | undefined {
    const fitting = this.#operations.filter((each) => each.method === method && each.path.test(pathname));
    return fitting.toSorted((a, b) => variablesIn(a) - variablesIn(b))[0];
  }

  #bodyFaults(name: string, schema: Fields, body: unknown): readonly string[] {
    const validate = this.#validatorOf(name, schema);
    if (validate(body)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `body${instancePath} ${message ?? "is invalid"}`);
  }

  #validatorOf(name: string, schema: Fields): ValidateFunction {
    const validate = this.#validators.get(name) ?? this.#ajv.compile(withAbsoluteReferences(schema));
    this.#validators.set(name, validate);
    return validate;
  }

  #operationsIn(paths: Fields): readonly Operation[] {
    return Object.entries(paths).flatMap(([path, item]) =>
      METHODS.filter((method) => method in fieldsOf(item)).map((method) => {
        const own = fieldsOf(fieldsOf(item)[method]);
        const parameters = [fieldsOf(item)["parameters"], own["parameters"]].flatMap((list) =>
          this.#parametersIn(list),
        );
        return {
          name: `${method.toUpperCase()} ${path}`,
          path: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`),
          method: method.toUpperCase(),
          parameters: new Set(parameters.filter((each) => each.in === "query").map((each) => each.name)),
          body: this.#bodyOf(own["requestBody"]),
          answer: this.#bodyOf(fieldsOf(own["responses"])["200"]),
        };
      }),
    );
  }

  #parametersIn(list: unknown): readonly Parameter[] {
    return (Array.isArray(list) ? list : []).map((each) => this.#resolved(each) as unknown as Parameter);
  }

  #bodyOf(requestBody: unknown): Fields | undefined {
    const json = fieldsOf(fieldsOf(this.#resolved(requestBody)["content"])["application/json"]);
    return json["schema"] === undefined ? undefined : fieldsOf(json["schema"]);
  }

  #resolved(value: unknown): Fields {
    const reference = fieldsOf(value)["$ref"];
    if (typeof reference !== "string") return fieldsOf(value);
    let target: unknown = this.#document;
    for (const part of reference.slice(2).split("/")) target = fieldsOf(target)[part];
    return this.#resolved(target);
  }
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([, own]) => own !== null);
  return Object.fromEntries(kept.map(([name, own]) => [name, withoutNulls(own)]));
}

/** At a JSON pointer. */
function valueAt(value: unknown, pointer: string): unknown {
  let found = value;
  for (const part of pointer.split("/").slice(1)) found = fieldsOf(found)[part];
  return found;
}

function variablesIn({ name }: Operation): number {
  return name.split("{").length;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function withAbsoluteReferences(schema: Fields): Fields {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"description#/')) as Fields;
}
