import { Component, type ReactNode } from "react";

type Props = { watched: unknown; fallback: ReactNode; children: ReactNode };
type State = { watched: unknown; isBroken: boolean };

/**
 * What cannot be drawn is replaced by `fallback`, and the rest of the page lives on; another `watched` gets
 * another chance. React asks for a class here.
 */
export class Guard extends Component<Props, State> {
  override state: State = { watched: this.props.watched, isBroken: false };

  static getDerivedStateFromError(): Partial<State> {
    return { isBroken: true };
  }

  static getDerivedStateFromProps(props: Props, state: State): State | null {
    return props.watched === state.watched ? null : { watched: props.watched, isBroken: false };
  }

  override render(): ReactNode {
    return this.state.isBroken ? this.props.fallback : this.props.children;
  }
}
