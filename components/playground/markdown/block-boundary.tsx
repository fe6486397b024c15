'use client';

import { Component, type ReactNode } from 'react';

interface BlockBoundaryProps {
  /** Shown as plain text when the block fails to render. */
  source: string;
  children: ReactNode;
}

/** Error boundary of one block: the block falls back to plain text and the rest of the answer stays. */
export class BlockBoundary extends Component<BlockBoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError = () => ({ hasFailed: true });

  /** More text has arrived, so the block may render now. */
  override componentDidUpdate({ source }: BlockBoundaryProps) {
    if (this.state.hasFailed && source !== this.props.source) this.setState({ hasFailed: false });
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return <p className="whitespace-pre-wrap">{this.props.source}</p>;
  }
}
