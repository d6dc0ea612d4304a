/** The ports through which a model is reached. All are optional: without them the house works on its own. */
export type Models = { embed?: Embed };

/** One vector for each text, in order. */
export type Embed = {
  /** Name of the model: vectors of different models are never compared. */
  model: string;
  dimensions: number;
  /** For passages. @throws AppError model_unavailable */
  documents(texts: readonly string[]): Promise<number[][]>;
  /** For a question: some models want another instruction than for passages. @throws AppError model_unavailable */
  question(text: string): Promise<number[]>;
};
