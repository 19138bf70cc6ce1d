/** How the imitation's long work goes on: step by step, until it is stopped, and no further than a test lets it. */
import type { WorkProgress } from "../generated/WorkProgress";
import { trouble } from "./state";

/** One turn of the event loop: a browser's timers never take less than four milliseconds. */
function turn(): Promise<void> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });
}

export class Pace {
  stopped = false;
  private held = false;
  private waiting: (() => void)[] = [];

  /** `stepMs`: milliseconds that a step takes; 0 waits for nothing but the window's turn. */
  constructor(private readonly stepMs: number) {}

  begin(): void {
    this.stopped = false;
  }

  stop(): void {
    this.stopped = true;
    this.goOn();
  }

  /** Work waits at its next step, so that a test can look at it and stop it however slow the machine is. */
  hold(held: boolean): void {
    this.held = held;
    if (!held) this.goOn();
  }

  private goOn(): void {
    this.waiting.splice(0).forEach((done) => done());
  }

  async step(): Promise<void> {
    await (this.stepMs === 0 ? turn() : new Promise<void>((done) => setTimeout(done, this.stepMs)));
    if (this.held && !this.stopped) await new Promise<void>((done) => this.waiting.push(done));
  }

  /** Work of so many steps; refused as stopped where it was. */
  async work(steps: number, listener: (progress: WorkProgress) => void): Promise<void> {
    this.begin();
    for (let done = 0; done <= steps; done++) {
      listener({ done, of: steps });
      await this.step();
      if (this.stopped) throw trouble("stopped", "已停止。");
    }
  }
}
