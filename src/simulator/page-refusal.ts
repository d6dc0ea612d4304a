/** The page, or a test, asked for something that cannot be done; `message` is the sentence for the person. */
export class PageRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "PageRefusal";
    this.status = status;
  }
}
