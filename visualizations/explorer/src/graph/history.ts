// Undo and redo on the canvas: the addresses that were visited, in their order.

export class History {
  private readonly visited: string[] = [];
  private at = -1;

  // Told of every address that is shown; one that undo or redo led to is known already.
  visit(address: string): void {
    if (this.visited[this.at] === address) return;
    if (this.visited[this.at - 1] === address) this.at--;
    else if (this.visited[this.at + 1] === address) this.at++;
    else {
      this.visited.splice(this.at + 1, Infinity, address);
      this.at = this.visited.length - 1;
    }
  }

  before = (): boolean => this.at > 0;
  after = (): boolean => this.at < this.visited.length - 1;
  back = (): string | null => this.visited[this.at - 1] ?? null;
  forth = (): string | null => this.visited[this.at + 1] ?? null;
}
