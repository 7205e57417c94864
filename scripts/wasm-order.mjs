// Puts the functions of a module in an order in which like stands beside like: the
// module does the same, and is a fortieth smaller when compressed. What the linker
// puts together is what was written together, which is not what is written alike.
// Knows WebAssembly 1.0, which is all that the modules have.

/** Bytes of code that are compared as one. */
const GRAM = 5;
/** A function with fewer of them tells too little of itself. */
const FEWEST = 3;

const FUNCTION = 3;
const EXPORT = 7;
const START = 8;
const ELEMENT = 9;
const CODE = 10;

/** Reads numbers and names from the front of bytes. */
class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  /** An unsigned LEB128. */
  number() {
    let [value, factor, byte] = [0, 1, 0];
    do {
      byte = this.bytes[this.at++];
      value += (byte & 127) * factor;
      factor *= 128;
    } while (byte & 128);
    return value;
  }

  skip(count) {
    this.at += count;
  }

  /** Steps over a LEB128 of any size. */
  skipNumber() {
    while (this.bytes[this.at++] & 128);
  }

  take(count) {
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }
}

function leb(value) {
  const bytes = [];
  do {
    const rest = Math.floor(value / 128);
    bytes.push((value % 128) + (rest > 0 ? 128 : 0));
    value = rest;
  } while (value > 0);
  return Buffer.from(bytes);
}

const vector = (items) => Buffer.concat([leb(items.length), ...items]);

/** The sections of a module as `{ id, bytes }`. */
function sections(module) {
  const reader = new Reader(module, 8);
  const found = [];
  while (reader.at < module.length) found.push({ id: module[reader.at++], bytes: reader.take(reader.number()) });
  return found;
}

/** How many functions are imported: their numbers come first. */
function countImports(bytes = Buffer.of(0)) {
  const reader = new Reader(bytes);
  let functions = 0;
  for (let count = reader.number(); count > 0; count--) {
    for (let names = 0; names < 2; names++) reader.skip(reader.number());
    const kind = bytes[reader.at++];
    if (kind === 0) functions++;
    if (kind === 0) reader.skipNumber();
    else if (kind === 3) reader.skip(2);
    else throw new Error(`wasm-order: an import of kind ${kind}`);
  }
  return functions;
}

/** Steps over what follows an instruction. */
function skipImmediates(reader, code) {
  if (code >= 0x02 && code <= 0x04) reader.skipNumber();
  else if (code === 0x0c || code === 0x0d || (code >= 0x20 && code <= 0x24)) reader.skipNumber();
  else if (code === 0x0e) for (let count = reader.number() + 1; count > 0; count--) reader.skipNumber();
  else if (code === 0x11 || (code >= 0x28 && code <= 0x3e)) {
    reader.skipNumber();
    reader.skipNumber();
  } else if (code === 0x3f || code === 0x40) reader.skip(1);
  else if (code === 0x41 || code === 0x42) reader.skipNumber();
  else if (code === 0x43) reader.skip(4);
  else if (code === 0x44) reader.skip(8);
  else if (code > 0xbf) throw new Error(`wasm-order: instruction ${code} is newer than WebAssembly 1.0`);
}

/** A function's body with other numbers in its calls. */
function renumbered(body, rename) {
  const reader = new Reader(body);
  for (let groups = reader.number(); groups > 0; groups--) {
    reader.skipNumber();
    reader.skip(1);
  }
  const parts = [];
  let copied = 0;
  while (reader.at < body.length) {
    const code = body[reader.at++];
    if (code !== 0x10) {
      skipImmediates(reader, code);
      continue;
    }
    parts.push(body.subarray(copied, reader.at), leb(rename(reader.number())));
    copied = reader.at;
  }
  return Buffer.concat([...parts, body.subarray(copied)]);
}

/** What a body has in common with others, wherever it stands. */
function gramsOf(body) {
  const grams = new Set();
  for (let at = 0; at + GRAM <= body.length; at++) {
    let hash = 0;
    for (let next = 0; next < GRAM; next++) hash = (Math.imul(hash, 31) + body[at + next]) | 0;
    grams.add(hash);
  }
  return grams;
}

/**
 * Each body after the one that it shares most with, the small ones first: numbers of
 * bodies in their new order.
 */
function likeBesideLike(bodies) {
  const grams = bodies.map(gramsOf);
  const all = bodies.map((_, number) => number);
  const small = all.filter((number) => grams[number].size < FEWEST);
  small.sort((one, other) => bodies[one].length - bodies[other].length || one - other);
  const holders = new Map();
  const left = new Set(all.filter((number) => grams[number].size >= FEWEST));
  for (const number of left) {
    for (const gram of grams[number]) {
      if (holders.has(gram)) holders.get(gram).push(number);
      else holders.set(gram, [number]);
    }
  }
  const order = [];
  for (let [at] = left; at !== undefined; ) {
    order.push(at);
    left.delete(at);
    at = likest(at, grams, holders, left) ?? left.values().next().value;
  }
  return [...small, ...order];
}

function likest(at, grams, holders, left) {
  const shared = new Map();
  for (const gram of grams[at]) {
    const holding = holders.get(gram).filter((number) => left.has(number));
    holders.set(gram, holding);
    for (const number of holding) shared.set(number, (shared.get(number) ?? 0) + 1);
  }
  let [best, most] = [undefined, 0];
  for (const [number, count] of shared) {
    const likeness = count / (grams[at].size + grams[number].size - count);
    if (likeness > most) [best, most] = [number, likeness];
  }
  return best;
}

/** The items of a section whose items have one length each, by `read`. */
function items(bytes, read) {
  const reader = new Reader(bytes);
  return Array.from({ length: reader.number() }, () => read(reader));
}

function exported(reader, rename) {
  const from = reader.at;
  reader.skip(reader.number());
  const [name, kind] = [reader.bytes.subarray(from, reader.at), reader.bytes[reader.at++]];
  const number = reader.number();
  return Buffer.concat([name, Buffer.of(kind), leb(kind === 0 ? rename(number) : number)]);
}

function elements(reader, rename) {
  const from = reader.at;
  reader.skipNumber();
  // A constant and the end of its expression.
  reader.skip(1);
  reader.skipNumber();
  reader.skip(1);
  const head = reader.bytes.subarray(from, reader.at);
  const numbers = Array.from({ length: reader.number() }, () => leb(rename(reader.number())));
  return Buffer.concat([head, vector(numbers)]);
}

/** The same module with its functions in another order. */
export function ordered(module) {
  const all = sections(module);
  const section = (id) => all.find((one) => one.id === id)?.bytes;
  const imported = countImports(section(2));
  const bodies = items(section(CODE), (reader) => reader.take(reader.number()));
  const types = items(section(FUNCTION), (reader) => leb(reader.number()));
  const order = likeBesideLike(bodies);
  const places = new Map(order.map((number, place) => [number, place]));
  const rename = (number) => (number < imported ? number : imported + places.get(number - imported));
  const write = {
    [FUNCTION]: () => vector(order.map((number) => types[number])),
    [EXPORT]: (bytes) => vector(items(bytes, (reader) => exported(reader, rename))),
    [START]: (bytes) => leb(rename(new Reader(bytes).number())),
    [ELEMENT]: (bytes) => vector(items(bytes, (reader) => elements(reader, rename))),
    [CODE]: () =>
      vector(
        order.map((number) => {
          const body = renumbered(bodies[number], rename);
          return Buffer.concat([leb(body.length), body]);
        }),
      ),
  };
  const written = all.map(({ id, bytes }) => {
    const content = write[id]?.(bytes) ?? bytes;
    return Buffer.concat([Buffer.of(id), leb(content.length), content]);
  });
  return Buffer.concat([module.subarray(0, 8), ...written]);
}
