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
	"strings"
)

var (
	errTime   = fmt.Errorf("it takes longer than %s", Limit)
	errMemory = fmt.Errorf("it takes more than %d MB of memory", maxMemory>>20)
)

// answer is what the renderer says: a response, or why there is none.
type answer struct {
	Response Response
	Error    string
}

// inProcess asks a process of its own.
func inProcess(ctx context.Context, r *Request) (*Response, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this program: %w", err)
	}
	var question, said bytes.Buffer
	if err := gob.NewEncoder(&question).Encode(r); err != nil {
		return nil, err
	}
	command := exec.CommandContext(ctx, program, Command)
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
	var a answer
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

// firstBytes keeps the start of what is written to it.
type firstBytes struct{ to *bytes.Buffer }

func (f *firstBytes) Write(p []byte) (int, error) {
	if room := 4096 - f.to.Len(); room > 0 {
		f.to.Write(p[:min(len(p), room)])
	}
	return len(p), nil
}

// Main is the renderer: it reads one request, answers it, and returns the exit code.
func Main(in io.Reader, out, err io.Writer) int {
	var r Request
	if e := gob.NewDecoder(io.LimitReader(in, maxInput)).Decode(&r); e != nil {
		fmt.Fprintln(err, "read request:", e)
		return 1
	}
	var a answer
	if e := confine(r.Remote); e != nil {
		a.Error = e.Error()
	} else if response, e := perform(&r); e != nil {
		a.Error = e.Error()
	} else {
		a.Response = *response
	}
	if e := gob.NewEncoder(out).Encode(&a); e != nil {
		fmt.Fprintln(err, "write answer:", e)
		return 1
	}
	return 0
}

// perform renders, and makes a panic of the libraries an error.
func perform(r *Request) (response *Response, err error) {
	defer func() {
		if value := recover(); value != nil {
			err = fmt.Errorf("it can't be rendered: %v", value)
		}
	}()
	if r.Chart != "" {
		return renderChart(r)
	}
	return buildKustomization(r)
}
