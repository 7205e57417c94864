/** What a site that asks for trusted types allows by the name `gouji`. */

interface Rules {
  createHTML(text: string): string;
  createScriptURL(address: string): string;
}

interface Policies {
  createPolicy(name: string, rules: Rules): Rules;
}

const plain: Rules = { createHTML: (text) => text, createScriptURL: (address) => address };

let made: Rules | undefined;

/** One policy for all: a site may forbid a second of the same name. */
export function policy(): Rules {
  made ??= make();
  return made;
}

function make(): Rules {
  const { trustedTypes } = window as { trustedTypes?: Policies };
  try {
    return trustedTypes?.createPolicy("gouji", plain) ?? plain;
  } catch {
    // The site lists other names alone.
    return plain;
  }
}
