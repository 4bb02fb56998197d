/**
 * Every rule of ECMAScript's generator protocol, as a script that is run with a native generator and with ours: what happens
 * must be the same. Where Python says more than ECMAScript, the tests at the end say what.
 */
import { describe, expect, test } from 'vitest';
import { add, coroutine, minimize, pipeline, StopIteration, stage, sum, window } from '../index.ts';

// biome-ignore lint/suspicious/noExplicitAny: the scripts send and get whatever they like.
type Subject = Generator<any, any, any>;
type Body = (self: () => Subject) => Subject;

/** What happened, step by step. */
class Record {
  readonly steps: unknown[] = [];

  /** What `act` returns or throws. */
  try(act: () => unknown): void {
    try {
      this.steps.push({ returned: act() });
    } catch (error) {
      // The messages of engines differ, and so do ours.
      this.steps.push({ threw: error instanceof TypeError ? 'TypeError' : error });
    }
  }

  note(what: unknown): void {
    this.steps.push(what);
  }
}

type Script = (subject: Subject, record: Record) => void;

interface Rule {
  readonly rule: string;
  /** What the generator does; by default it answers a number with the next one, and throws at anything else. */
  readonly body?: (record: Record) => Body;
  readonly script: Script;
}

const ERROR = new Error('thrown in');

/** As `add(1)` would be written in JavaScript. */
const counting: Body = function* () {
  let answer: number | undefined;
  for (;;) {
    const value: unknown = yield answer;
    if (typeof value !== 'number') throw new TypeError('not a number');
    answer = value + 1;
  }
};

const anyState: readonly Rule[] = [
  {
    rule: 'it is its own iterator',
    script: (subject, record) => record.note(subject[Symbol.iterator]() === subject),
  },
  {
    rule: 'it inherits from %IteratorPrototype%',
    script: (subject, record) => {
      const iterator = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
      record.note(Object.prototype.isPrototypeOf.call(iterator, subject));
    },
  },
  {
    rule: 'its methods take one parameter and are not enumerable',
    script: (subject, record) => {
      for (const name of ['next', 'throw', 'return'] as const) {
        record.note([subject[name].name, subject[name].length, Object.hasOwn(subject, name)]);
      }
      for (const name in subject) record.note(name);
    },
  },
  {
    rule: 'its methods refuse any other receiver',
    script: (subject, record) => {
      for (const name of ['next', 'throw', 'return'] as const) {
        for (const receiver of [undefined, {}, [][Symbol.iterator]()]) {
          record.try(() => subject[name].call(receiver as never, 1));
        }
      }
    },
  },
  {
    rule: 'a result has two properties of its own, both writable',
    script: (subject, record) => {
      for (const result of [subject.next(1), subject.return(2), subject.next(3)]) {
        record.note(Object.getPrototypeOf(result) === Object.prototype);
        record.note(Object.getOwnPropertyDescriptors(result));
      }
    },
  },
  {
    rule: 'return completes it with the value',
    script: (subject, record) => {
      record.try(() => subject.return(5));
      record.try(() => subject.next(1));
    },
  },
  {
    rule: 'throw passes out and completes it',
    script: (subject, record) => {
      record.try(() => subject.throw(ERROR));
      record.try(() => subject.next(1));
    },
  },
  {
    rule: 'throw throws the very value, whatever it is',
    script: (subject, record) => record.try(() => subject.throw(undefined)),
  },
  {
    rule: 'after completion next answers undefined, return its value, and throw throws',
    script: (subject, record) => {
      subject.return(0);
      record.try(() => subject.next(1));
      record.try(() => subject.next());
      record.try(() => subject.return(7));
      record.try(() => subject.throw(ERROR));
      record.try(() => subject.next(1));
    },
  },
  {
    rule: 'a loop that is left returns it',
    script: (subject, record) => {
      subject.next();
      subject.next(1);
      record.try(() => {
        for (const _ of {
          [Symbol.iterator]: () => ({ ...bound(subject), next: () => subject.next(2) }),
        })
          break;
      });
      record.try(() => subject.next(1));
    },
  },
  {
    rule: 'a delegation passes values, errors and returns on',
    script: (subject, record) => {
      const outer = (function* (): Subject {
        const result = yield* subject;
        record.note({ result });
        return 'outer';
      })();
      record.try(() => outer.next());
      record.try(() => outer.next(4));
      record.try(() => outer.return(6));
      record.try(() => outer.next(1));
      record.try(() => subject.next(1));
    },
  },
  {
    rule: 'a delegation to one that has completed goes on at once',
    script: (subject, record) => {
      subject.return(1);
      const outer = (function* (): Subject {
        record.note({ result: yield* subject });
        return 'outer';
      })();
      record.try(() => outer.next());
    },
  },
];

const fromTheStart: readonly Rule[] = [
  {
    rule: 'the first next starts it, whatever it sends',
    script: (subject, record) => {
      record.try(() => subject.next('ignored'));
      record.try(() => subject.next(1));
      record.try(() => subject.next(2));
    },
  },
  {
    rule: 'values are answered one by one',
    script: (subject, record) => {
      record.try(() => subject.next());
      for (const value of [3, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
        record.try(() => subject.next(value));
    },
  },
  {
    rule: 'an error that passes out completes it',
    script: (subject, record) => {
      subject.next();
      record.try(() => subject.next(1));
      record.try(() => subject.next('one'));
      record.try(() => subject.next(1));
      record.try(() => subject.return(2));
    },
  },
  {
    rule: 'a call without a value sends undefined',
    script: (subject, record) => {
      subject.next();
      record.try(() => subject.next());
      record.try(() => subject.next());
    },
  },
];

const ofBodies: readonly Rule[] = [
  {
    rule: 'a body that returns answers once with what it returned',
    body: () =>
      function* () {
        yield;
        return 'end';
      },
    script: (subject, record) => {
      for (let i = 0; i < 4; i++) record.try(() => subject.next(i));
    },
  },
  {
    rule: 'an error of the body completes it',
    body: () =>
      function* () {
        yield;
        throw ERROR;
      },
    script: (subject, record) => {
      for (let i = 0; i < 4; i++) record.try(() => subject.next(i));
      record.try(() => subject.throw('again'));
    },
  },
  {
    rule: 'a body can catch what is thrown in, and answer',
    body: (record) =>
      function* () {
        let answer: unknown;
        for (;;) {
          try {
            answer = yield answer;
          } catch (error) {
            record.note({ caught: error });
            answer = 'caught';
          }
        }
      },
    script: (subject, record) => {
      subject.next();
      record.try(() => subject.next('a'));
      record.try(() => subject.throw(ERROR));
      record.try(() => subject.next('b'));
    },
  },
  {
    rule: 'a body can return on what is thrown in',
    body: () =>
      function* () {
        try {
          return yield;
        } catch {
          return 'gave up';
        }
      },
    script: (subject, record) => {
      subject.next();
      record.try(() => subject.throw(ERROR));
      record.try(() => subject.next(1));
    },
  },
  {
    rule: 'return runs finally blocks',
    body: (record) =>
      function* () {
        try {
          yield;
        } finally {
          record.note('finally');
        }
      },
    script: (subject, record) => {
      subject.next();
      record.try(() => subject.return(3));
      record.try(() => subject.return(4));
    },
  },
  {
    rule: 'a finally block can return something else',
    body: () =>
      function* () {
        try {
          yield;
        } finally {
          // biome-ignore lint/correctness/noUnsafeFinally: it is what is tested.
          return 'other';
        }
      },
    script: (subject, record) => {
      subject.next();
      record.try(() => subject.return(3));
    },
  },
  {
    rule: 'a finally block can throw',
    body: () =>
      function* () {
        try {
          yield;
        } finally {
          // biome-ignore lint/correctness/noUnsafeFinally: it is what is tested.
          throw ERROR;
        }
      },
    script: (subject, record) => {
      subject.next();
      record.try(() => subject.return(3));
      record.try(() => subject.next(1));
    },
  },
  {
    rule: 'a finally block can yield: then it goes on, and returns later',
    body: () =>
      function* () {
        try {
          yield;
        } finally {
          yield 'not yet';
        }
      },
    script: (subject, record) => {
      subject.next();
      record.try(() => subject.return(3));
      record.try(() => subject.next(1));
      record.try(() => subject.next(1));
    },
  },
  {
    rule: 'a finally block that yields also delays an error',
    body: () =>
      function* () {
        try {
          yield;
        } finally {
          yield 'not yet';
        }
      },
    script: (subject, record) => {
      subject.next();
      record.try(() => subject.throw(ERROR));
      record.try(() => subject.next(1));
      record.try(() => subject.next(1));
    },
  },
  {
    rule: 'whoever calls it while it runs gets a TypeError, and it goes on',
    body: (record) =>
      function* (self) {
        yield;
        record.try(() => self().next(1));
        record.try(() => self().return(1));
        record.try(() => self().throw(ERROR));
        yield 'still here';
      },
    script: (subject, record) => {
      subject.next();
      record.try(() => subject.next(0));
      record.try(() => subject.next(0));
    },
  },
  {
    rule: 'being called while it runs, uncaught, is an error like any other',
    body: () =>
      function* (self) {
        yield;
        self().next(1);
      },
    script: (subject, record) => {
      subject.next();
      record.try(() => subject.next(0));
      record.try(() => subject.next(0));
    },
  },
  {
    rule: 'any value passes untouched',
    body: () =>
      function* () {
        let value: unknown;
        for (;;) value = yield value;
      },
    script: (subject, record) => {
      subject.next();
      for (const value of [null, undefined, 'text', 1n, Symbol.iterator, ERROR, [], -0]) {
        record.note(Object.is(subject.next(value).value, value));
      }
    },
  },
  {
    rule: 'it can be spread and taken apart',
    body: () =>
      function* () {
        yield undefined;
        yield 1;
        yield 2;
      },
    script: (subject, record) => {
      const [first, second] = subject;
      record.note([first, second]);
      record.note([...subject]);
    },
  },
];

const unstarted: readonly Rule[] = [
  {
    rule: 'before the start, return completes it and the body never runs',
    body: (record) =>
      function* () {
        record.note('ran');
        yield;
      },
    script: (subject, record) => {
      record.try(() => subject.return(1));
      record.try(() => subject.next());
    },
  },
  {
    rule: 'before the start, throw completes it and the body never runs',
    body: (record) =>
      function* () {
        record.note('ran');
        yield;
      },
    script: (subject, record) => {
      record.try(() => subject.throw(ERROR));
      record.try(() => subject.next());
    },
  },
  {
    rule: 'the start answers with the first yield',
    body: () =>
      function* () {
        yield 'ready';
      },
    script: (subject, record) => record.try(() => subject.next()),
  },
  {
    rule: 'a body that returns at once completes at the start',
    body: () =>
      // biome-ignore lint/correctness/useYield: it is what is tested.
      function* () {
        return 'at once';
      },
    script: (subject, record) => {
      record.try(() => subject.next());
      record.try(() => subject.next());
    },
  },
  {
    rule: 'a body that throws at once completes at the start',
    body: () =>
      // biome-ignore lint/correctness/useYield: it is what is tested.
      function* () {
        throw ERROR;
      },
    script: (subject, record) => {
      record.try(() => subject.next());
      record.try(() => subject.next());
    },
  },
];

function bound(subject: Subject) {
  return {
    throw: (error: unknown) => subject.throw(error),
    return: (value: unknown) => subject.return(value),
  };
}

/** What happens with the subject that `make` makes of the rule's body. */
function run({ body, script }: Rule, make: (body: () => Subject) => Subject): unknown[] {
  const record = new Record();
  const own = body?.(record) ?? counting;
  const subject: Subject = make(() => own(() => subject));
  script(subject, record);
  return record.steps;
}

const PLAIN = { primed: false };

/** The same thing, made by the package. Each waits for a first next(). */
const ofBody: { [name: string]: (body: () => Subject) => Subject } = {
  'coroutine()': (body) => coroutine(body, PLAIN) as unknown as Subject,
};

const ofPrimedBody: typeof ofBody = {
  'a pipeline of one': (body) => pipeline(coroutine(body), PLAIN) as unknown as Subject,
  'a pipeline of two, one generator first': (body) =>
    pipeline(
      coroutine(body),
      stage((value) => value),
      PLAIN,
    ) as unknown as Subject,
};

/** Rust in all positions; each adds 1 to a number. */
const ofRust: { [name: string]: () => Subject } = {
  'add()': () => add(1, PLAIN) as unknown as Subject,
  'fused stages': () => pipeline(add(0.25), add(0.75), PLAIN) as unknown as Subject,
  'Rust before JavaScript': () =>
    pipeline(
      add(1),
      stage((value) => value),
      PLAIN,
    ) as unknown as Subject,
  'JavaScript before Rust': () =>
    pipeline(
      stage((value: number) => value),
      add(1),
      PLAIN,
    ) as unknown as Subject,
  'Rust, JavaScript, Rust': () =>
    pipeline(add(0.5), coroutine(identity), add(0.5), PLAIN) as unknown as Subject,
};

function* identity(): Generator<number | undefined, never, number> {
  let value: number | undefined;
  for (;;) value = yield value;
}

function compare(rules: readonly Rule[], subjects: typeof ofBody): void {
  describe.each(Object.entries(subjects))('%s', (_, make) => {
    test.each(rules)('$rule', (rule) => {
      const expected = run(rule, (body) => body());
      expect(expected.length).toBeGreaterThan(0);
      expect(run(rule, make)).toEqual(expected);
    });
  });
}

compare([...anyState, ...fromTheStart, ...ofBodies, ...unstarted], ofBody);
compare([...anyState, ...fromTheStart, ...ofBodies], ofPrimedBody);
compare([...anyState, ...fromTheStart], ofRust);

describe('as in Python', () => {
  test('send answers with the value alone', () => {
    expect(add(1).send(2)).toBe(3);
    expect(coroutine(identity).send(4)).toBe(4);
  });

  test('sending a value to a coroutine that is not primed is an error, and does not start it', () => {
    for (const make of Object.values(ofRust)) {
      const subject = make() as unknown as ReturnType<typeof add>;
      expect(() => subject.send(1)).toThrow(TypeError);
      expect(() => subject.send(1)).toThrow('not primed');
      expect(subject.state).toBe('suspended-start');
      expect(subject.send(undefined as never)).toBeUndefined();
      expect(subject.send(1)).toBe(2);
    }
  });

  test('a batch is refused too, and does not start it', () => {
    const subject = add(1, PLAIN);
    expect(() => subject.sendMany(Float64Array.of(1, 2))).toThrow('not primed');
    subject.next();
    expect(subject.sendMany(Float64Array.of(1, 2))).toEqual(Float64Array.of(2, 3));
  });

  test('sending to a coroutine that has returned raises StopIteration with what it returned', () => {
    const subject = coroutine(function* (): Generator<undefined, string, number> {
      yield;
      return 'end';
    });
    const error = thrown(() => subject.send(1));
    expect(error).toBeInstanceOf(StopIteration);
    expect((error as StopIteration).value).toBe('end');
    expect((thrown(() => subject.send(1)) as StopIteration).value).toBeUndefined();
  });

  test('close ends a coroutine, whatever its state, and twice is once', () => {
    for (const make of Object.values(ofRust)) {
      for (const prepare of [() => {}, (s: Subject) => s.next(), (s: Subject) => s.return(1)]) {
        const subject = make();
        prepare(subject);
        const closable = subject as unknown as ReturnType<typeof add>;
        closable.close();
        closable.close();
        expect(closable.state).toBe('completed');
        expect(subject.next(1)).toEqual({ value: undefined, done: true });
      }
    }
  });

  test('close runs finally blocks; one that yields is an error', () => {
    let ended = 0;
    const polite = coroutine(function* () {
      try {
        for (;;) yield;
      } finally {
        ended += 1;
      }
    });
    polite.close();
    expect(ended).toBe(1);
    const stubborn = coroutine(function* () {
      try {
        for (;;) yield;
      } finally {
        yield;
      }
    });
    expect(() => stubborn.close()).toThrow('went on instead of ending');
    expect(stubborn.state).toBe('suspended-yield');
    stubborn.close();
  });

  test('a coroutine that is running cannot be sent to or closed', () => {
    const errors: unknown[] = [];
    const subject: ReturnType<typeof add> = pipeline(
      add(1),
      stage((value: number) => {
        errors.push(thrown(() => subject.send(1)));
        errors.push(thrown(() => subject.sendMany(Float64Array.of(1))));
        errors.push(thrown(() => subject.close()));
        return value;
      }),
    );
    expect(subject.send(1)).toBe(2);
    expect(errors.map(String)).toEqual(
      Array(3).fill('TypeError: this coroutine is already running'),
    );
    expect(subject.send(1)).toBe(2);
  });

  test('using closes it', () => {
    const subject = minimize();
    {
      using block = subject;
      block.send(1);
      using inner = add(1);
      using outer = pipeline(inner, sum());
      expect(outer.send(1)).toBe(2);
    }
    expect(subject.state).toBe('completed');
  });

  test('states have the names of ECMAScript', () => {
    const subject = add(1, PLAIN);
    expect(subject.state).toBe('suspended-start');
    subject.next();
    expect(subject.state).toBe('suspended-yield');
    const states: string[] = [];
    const watched: ReturnType<typeof add> = pipeline(
      subject,
      stage((value: number) => {
        states.push(watched.state);
        return value;
      }),
    );
    expect(subject.state).toBe('composed');
    watched.send(1);
    expect(states).toEqual(['executing']);
    watched.close();
    expect(watched.state).toBe('completed');
  });
});

describe('what is sent', () => {
  test.each([
    ['text', 'the string "text"'],
    [`${'long '.repeat(20)}`, /the string "long long .*…"/],
    [undefined, 'undefined'],
    [null, 'null'],
    [true, 'true'],
    [12n, 'the BigInt 12n'],
    [Symbol('s'), 'a symbol'],
    [() => 1, 'a function'],
    [[1, 2], 'an array of 2'],
    [new Float64Array(2), 'a typed array'],
    [{ valueOf: () => 1 }, 'an object'],
    [new Number(1), 'an object'],
  ])('%o is no number: a numeric stage says so, with its name', (value, words) => {
    for (const make of [
      () => minimize(),
      () =>
        pipeline(
          stage(() => value),
          minimize(),
        ),
    ]) {
      const subject = make() as ReturnType<typeof add>;
      const error = thrown(() => subject.send(value as never)) as TypeError;
      expect(error).toBeInstanceOf(TypeError);
      expect(error.message).toContain('minimize() takes numbers');
      expect(error.message).toMatch(words);
      expect(subject.state).toBe('completed');
    }
  });

  test('of fused stages the first is named, and a window is no number', () => {
    expect(() => pipeline(add(2), sum()).send('x' as never)).toThrow('add(2) takes numbers');
    const afterWindow = pipeline([add(1), window(2), sum()]);
    expect(() => afterWindow.send(1)).toThrow('sum() takes numbers, but was sent a typed array');
  });
});

function thrown(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
