package manifest

import (
	"context"
	"iter"
	"runtime"
)

// ordered passes each of tasks through a function of one of the workers, one for each core, and the results to done in the order
// of the tasks. Only a few are under way at a time. It returns done's first error, or ctx's; then it does not wait for workers
// that hang in a read.
func ordered[Task, Result any](
	ctx context.Context, tasks iter.Seq[Task], worker func() func(Task) Result, done func(Result) error,
) error {
	type job struct {
		task   Task
		result chan Result
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	cores := runtime.GOMAXPROCS(0)
	jobs, queue := make(chan job), make(chan job, 2*cores)
	go func() {
		defer close(jobs)
		defer close(queue)
		for task := range tasks {
			j := job{task: task, result: make(chan Result, 1)}
			select {
			case queue <- j:
			case <-ctx.Done():
				return
			}
			select {
			case jobs <- j:
			case <-ctx.Done():
				return
			}
		}
	}()
	for range cores {
		go func() {
			work := worker()
			for j := range jobs {
				j.result <- work(j.task)
			}
		}()
	}
	for j := range queue {
		select {
		case r := <-j.result:
			if err := done(r); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return ctx.Err()
}
