/** Answers that are there at once in the page, and come later from a worker. */

export type Answer<T> = T | Promise<T>;

/** Goes on with an answer when it is there. */
export function then<From, To>(answer: Answer<From>, next: (value: From) => Answer<To>): Answer<To> {
  return answer instanceof Promise ? answer.then(next) : next(answer);
}
