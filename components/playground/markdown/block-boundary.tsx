'use client';

import { Component, type ReactNode } from 'react';

interface BlockBoundaryProps {
  /** Shown as it is when the block cannot be drawn. */
  source: string;
  children: ReactNode;
}

/** One block that cannot be drawn is plain text, and the rest of the answer stays. */
export class BlockBoundary extends Component<BlockBoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError = () => ({ hasFailed: true });

  /** More was written: it may be whole now. */
  override componentDidUpdate({ source }: BlockBoundaryProps) {
    if (this.state.hasFailed && source !== this.props.source) this.setState({ hasFailed: false });
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return <p className="whitespace-pre-wrap">{this.props.source}</p>;
  }
}
