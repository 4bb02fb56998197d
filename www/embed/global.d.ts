declare global {
  interface HTMLElementTagNameMap {
    'interleave-lab': HTMLElement & LabElement;
  }
}
