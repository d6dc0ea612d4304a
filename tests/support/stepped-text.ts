/** A model's text that comes when the test says so. */
export type SteppedText = {
  pieces: AsyncIterable<string>;
  say(text: string): void;
  end(): void;
  /** As when the model's process is killed. */
  cut(): void;
};

type Step = { kind: "say"; text: string } | { kind: "end" } | { kind: "cut" };

export function steppedText(): SteppedText {
  const steps: Step[] = [];
  let wake = Promise.withResolvers<void>();
  const put = (step: Step) => {
    steps.push(step);
    wake.resolve();
  };

  async function* pieces(): AsyncGenerator<string> {
    for (;;) {
      const step = steps.shift();
      if (!step) {
        await wake.promise;
        wake = Promise.withResolvers();
        continue;
      }
      if (step.kind === "end") return;
      if (step.kind === "cut") throw new Error("killed in mid-stream");
      yield step.text;
    }
  }

  return {
    pieces: pieces(),
    say: (text) => put({ kind: "say", text }),
    end: () => put({ kind: "end" }),
    cut: () => put({ kind: "cut" }),
  };
}
