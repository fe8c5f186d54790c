/** A component that is drawn again only where its properties differ in what counts. */

import { Component, type ComponentChild, type FunctionComponent, h } from "preact";

export function memo<P extends object>(draw: FunctionComponent<P>, isSame: (before: P, after: P) => boolean): FunctionComponent<P> {
  class Memo extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      return !isSame(this.props, next);
    }
    override render(): ComponentChild {
      return h(draw as FunctionComponent<object>, this.props as object);
    }
  }
  return Memo as unknown as FunctionComponent<P>;
}
