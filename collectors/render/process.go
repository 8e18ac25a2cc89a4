package render

import (
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

var (
	errTime   = fmt.Errorf("it takes longer than %s", Limit)
	errMemory = fmt.Errorf("it takes more than %d MB of memory", MaxMemory>>20)
)

// inProcess asks a process of its own.
func inProcess(ctx context.Context, r *Request) (*Response, error) {
	program, err := find()
	if err != nil {
		return nil, err
	}
	var question, said bytes.Buffer
	if err := gob.NewEncoder(&question).Encode(Question{protocol, *r}); err != nil {
		return nil, err
	}
	command := exec.CommandContext(ctx, program)
	command.Env = []string{"GOMEMLIMIT=600MiB", "GOTRACEBACK=none"}
	if r.Remote {
		command.Env = append(os.Environ(), command.Env...)
	}
	command.Stdin, command.Stderr = &question, &firstBytes{to: &said}
	dieWithParent(command)
	out, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, fmt.Errorf("start the renderer: %w", err)
	}
	var a Answer
	limited := &io.LimitedReader{R: out, N: maxOutput}
	decodeErr := gob.NewDecoder(limited).Decode(&a)
	if decodeErr != nil || limited.N <= 0 {
		_ = command.Process.Kill()
	}
	waitErr := command.Wait()
	switch {
	case decodeErr == nil && a.Error != "":
		return nil, errors.New(a.Error)
	case decodeErr == nil:
		return &a.Response, nil
	case ctx.Err() != nil && errors.Is(context.Cause(ctx), errTime):
		return nil, errTime
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case limited.N <= 0:
		return nil, fmt.Errorf("it makes more than %d MB", maxOutput>>20)
	}
	last, _, _ := strings.Cut(said.String(), "\n")
	for _, sign := range [...]string{"out of memory", "cannot allocate memory", "pthread_create failed"} {
		if strings.Contains(last, sign) {
			return nil, errMemory
		}
	}
	if strings.Contains(last, "stack exceeds") {
		return nil, errors.New("it calls itself without end")
	}
	return nil, fmt.Errorf("the renderer ended early: %w: %s", waitErr, last)
}

// find looks for the renderer beside this program, and then where the shell would.
func find() (string, error) {
	if self, err := os.Executable(); err == nil {
		beside := filepath.Join(filepath.Dir(self), Program+filepath.Ext(self))
		if info, err := os.Stat(beside); err == nil && info.Mode().IsRegular() {
			return beside, nil
		}
	}
	found, err := exec.LookPath(Program)
	if err != nil {
		return "", fmt.Errorf("%s, which renders it, is neither beside bulkhead nor in PATH: install both, as make build makes them", Program)
	}
	return found, nil
}

// firstBytes keeps the start of what is written to it.
type firstBytes struct{ to *bytes.Buffer }

func (f *firstBytes) Write(p []byte) (int, error) {
	if room := 4096 - f.to.Len(); room > 0 {
		f.to.Write(p[:min(len(p), room)])
	}
	return len(p), nil
}
