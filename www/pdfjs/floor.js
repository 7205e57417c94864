// Chromium 86 has not these yet, and pdf.js does without a copy of its own.

const { hasOwnProperty: owns } = Object.prototype;
Object.hasOwn ??= (object, name) => owns.call(object, name);

for (const { prototype } of [Array, Object.getPrototypeOf(Uint8Array)])
  if (!prototype.at)
    Object.defineProperty(prototype, "at", {
      configurable: true,
      writable: true,
      value(place) {
        return this[place < 0 ? this.length + place : place];
      },
    });
