// What a module of WebAssembly needs beyond version 1.0 with mutable globals: decoded
// from its bytes, by the binary format of the standard.

/** Types of version 1.0. */
const VALUE = { 127: "i32", 126: "i64", 125: "f32", 124: "f64" };
/** Ids of its sections; 12 (data count) and 13 (tags) came later. */
const LAST_SECTION = 11;

/** What is beyond the floor, each thing named once; what cannot be decoded is too. */
export function beyondFloor(bytes) {
  const found = new Set();
  try {
    decode(new Reader(bytes), found);
  } catch (error) {
    found.add(error.message);
  }
  return [...found].sort();
}

function decode(reader, found) {
  if (reader.u32le() !== 0x6d736100 || reader.u32le() !== 1) throw new Error("not a module of version 1");
  while (!reader.done()) {
    const id = reader.byte();
    const section = reader.part(reader.u());
    if (id > LAST_SECTION) found.add(`section ${id}`);
    SECTIONS[id]?.(section, found);
    if (SECTIONS[id] && !section.done()) throw new Error(`section ${id}: bytes are left over`);
  }
}

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }
  done() {
    return this.at === this.bytes.length;
  }
  byte() {
    if (this.at >= this.bytes.length) throw new Error("cut off");
    return this.bytes[this.at++];
  }
  u32le() {
    return this.byte() + this.byte() * 0x100 + this.byte() * 0x10000 + this.byte() * 0x1000000;
  }
  /** An unsigned number. */
  u() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  }
  skipNumber() {
    while (this.byte() > 127);
  }
  skip(count) {
    this.at += count;
  }
  part(length) {
    const part = new Reader(this.bytes.subarray(this.at, this.at + length));
    if (part.bytes.length !== length) throw new Error("cut off");
    this.at += length;
    return part;
  }
  /** Reads so many things as a number says; how many there were. */
  list(read) {
    const count = this.u();
    for (let left = count; left > 0; left--) read(this);
    return count;
  }
}

function value(reader, found) {
  const type = reader.byte();
  if (!VALUE[type]) found.add(type === 0x7b ? "simd" : "reference types");
}

function limits(reader, found) {
  const flags = reader.u();
  if (flags > 1) found.add(flags & 4 ? "memory64" : "threads");
  reader.u();
  if (flags & 1) reader.u();
}

function table(reader, found) {
  if (reader.byte() !== 0x70) found.add("reference types");
  limits(reader, found);
}

function global(reader, found) {
  value(reader, found);
  reader.byte();
}

const SECTIONS = {
  1: (section, found) =>
    section.list(() => {
      if (section.byte() !== 0x60) found.add("garbage collection");
      section.list(() => value(section, found));
      if (section.list(() => value(section, found)) > 1) found.add("multi-value");
    }),
  2: (section, found) =>
    section.list(() => {
      section.skip(section.u());
      section.skip(section.u());
      const kind = section.byte();
      if (kind === 0) section.u();
      else if (kind === 1) table(section, found);
      else if (kind === 2) limits(section, found);
      else if (kind === 3) global(section, found);
      else throw new Error(`an import of kind ${kind}`);
    }),
  3: (section) => section.list(() => section.u()),
  4: (section, found) => {
    if (section.list(() => table(section, found)) > 1) found.add("reference types");
  },
  5: (section, found) => section.list(() => limits(section, found)),
  6: (section, found) =>
    section.list(() => {
      global(section, found);
      code(section, found);
    }),
  9: (section, found) =>
    section.list(() => {
      if (section.u() !== 0) throw new Error("an element segment of bulk memory");
      code(section, found);
      section.list(() => section.u());
    }),
  10: (section, found) =>
    section.list(() => {
      const body = section.part(section.u());
      body.list(() => {
        body.u();
        value(body, found);
      });
      code(body, found);
      if (!body.done()) throw new Error("bytes are left over after a function");
    }),
  11: (section, found) =>
    section.list(() => {
      if (section.u() !== 0) throw new Error("a data segment of bulk memory");
      code(section, found);
      section.skip(section.u());
    }),
};

/** Instructions up to the `end` that closes them. */
function code(reader, found) {
  let depth = 0;
  for (;;) {
    const operation = reader.byte();
    if (operation === 0x0b) {
      if (depth-- === 0) return;
    } else if (operation >= 0x02 && operation <= 0x04) {
      depth++;
      const type = reader.byte();
      if (type !== 0x40 && !VALUE[type]) {
        found.add("multi-value");
        if (type > 127) reader.skipNumber();
      }
    } else if (operation === 0x0e) {
      reader.list(() => reader.u());
      reader.u();
    } else if (operation === 0x11) {
      reader.u();
      // A number of several bytes is how later versions name a table.
      const zero = reader.byte();
      if (zero !== 0) found.add("reference types");
      if (zero > 127) reader.skipNumber();
    } else if ([0x0c, 0x0d, 0x10].includes(operation) || (operation >= 0x20 && operation <= 0x24)) {
      reader.u();
    } else if (operation >= 0x28 && operation <= 0x3e) {
      reader.u();
      reader.u();
    } else if (operation === 0x3f || operation === 0x40) {
      if (reader.byte() !== 0) found.add("several memories");
    } else if (operation === 0x41 || operation === 0x42) reader.skipNumber();
    else if (operation === 0x43) reader.skip(4);
    else if (operation === 0x44) reader.skip(8);
    else if (operation >= 0xc0 && operation <= 0xc4) found.add("sign extension");
    else if (operation === 0xfc) prefixed(reader, found);
    else if (!plain(operation)) throw new Error(`instruction 0x${operation.toString(16)} is not of version 1.0`);
  }
}

/** Without anything behind it: control, parametric, numeric. */
function plain(operation) {
  return (
    operation <= 0x01 ||
    operation === 0x05 ||
    operation === 0x0f ||
    operation === 0x1a ||
    operation === 0x1b ||
    (operation >= 0x45 && operation <= 0xbf)
  );
}

/** The instructions behind 0xFC, with as many numbers as follow each. */
function prefixed(reader, found) {
  const operation = reader.u();
  found.add(operation < 8 ? "non-trapping conversion" : "bulk memory");
  const operands = { 8: 2, 9: 1, 10: 2, 11: 1, 12: 2, 13: 1, 14: 2, 15: 1, 16: 1, 17: 1 };
  for (let left = operands[operation] ?? 0; left > 0; left--) reader.u();
}
