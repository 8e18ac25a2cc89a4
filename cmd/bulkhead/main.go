// Command bulkhead audits the walls between workloads, on Kubernetes clusters and on libvirt hosts.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"

	"bulkhead/audit"
	"bulkhead/reports"
)

// Exit codes of the contract that are not a gate's.
const (
	exitUsage       = 2
	exitIncomplete  = 3
	exitInternal    = 4
	exitInterrupted = 130
)

// Garbage that may be there before it is collected, in percent of the memory in use. Go's own 100 takes a tenth more memory of a large
// cluster's audit than later does, and collects several times while the controls are compiled, which is when next to nothing is garbage: first
// lets the heap grow to 32 MB.
const (
	first = 800
	later = 70
)

func collectGarbage() {
	debug.SetGCPercent(first)
	runtime.AddCleanup(new([64]byte), func(percent int) { debug.SetGCPercent(percent) }, later)
}

// streams are what the program talks to.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

func main() {
	if os.Getenv("GOGC") == "" {
		collectGarbage()
	}
	os.Exit(run(os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}))
}

// run is the program with its exit code.
func run(args []string, s streams) (code int) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // the second interrupt ends the program at once
	defer func() {
		if value := recover(); value != nil {
			code = report(s.err, &audit.PanicError{Value: value})
		}
	}()
	root := newRoot(s)
	root.SetArgs(args)
	return report(s.err, root.ExecuteContext(ctx))
}

// exitCode ends the program with a code, and with a message if there is an error.
type exitCode struct {
	code int
	err  error
}

func (e *exitCode) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit code %d", e.code)
	}
	return e.err.Error()
}

func (e *exitCode) Unwrap() error { return e.err }

func usageError(err error) error { return &exitCode{exitUsage, err} }

func outputError(err error) error { return &exitCode{exitInternal, err} }

// report prints an error on one line and returns its exit code. What cobra refuses by itself is wrong usage.
func report(w io.Writer, err error) int {
	if err == nil {
		return 0
	}
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(w, "bulkhead: interrupted")
		return exitInterrupted
	}
	code, message := exitUsage, err
	var coded *exitCode
	var panicked *audit.PanicError
	switch {
	case errors.As(err, &panicked):
		code = exitInternal
		if len(panicked.Stack) > 0 {
			defer fmt.Fprintf(w, "%s", panicked.Stack)
		}
	case errors.As(err, &coded):
		code, message = coded.code, coded.err
	}
	if message != nil {
		lines := strings.Split(message.Error(), "\n")
		for i := range lines {
			lines[i] = reports.Plain(lines[i])
		}
		fmt.Fprintf(w, "bulkhead: %s\n", strings.Join(lines, "\n  "))
	}
	return code
}
