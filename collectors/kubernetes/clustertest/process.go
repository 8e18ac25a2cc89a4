package clustertest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os/exec"
	"path/filepath"
	"sync"
	"time"

	"k8s.io/client-go/rest"
)

// errExited says that a process ended that should run.
var errExited = errors.New("it ended")

// process is a server that runs until it is stopped.
type process struct {
	name    string
	command *exec.Cmd
	log     tail
	exited  chan struct{}
}

// startProcess starts a server that ends with the cluster.
func (c *Cluster) startProcess(command *exec.Cmd) (*process, error) {
	p := &process{name: filepath.Base(command.Path), command: command, exited: make(chan struct{})}
	command.Stdout, command.Stderr = &p.log, &p.log
	dieWithParent(command)
	if err := command.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", p.name, err)
	}
	go func() {
		_ = command.Wait() // it is killed as a rule; the log says what else went wrong
		close(p.exited)
	}()
	c.processes = append(c.processes, p)
	return p, nil
}

func (p *process) stop() {
	_ = p.command.Process.Kill() // an error means that it ended before
	<-p.exited
}

// waitFor asks url until it answers 200, the process ends, or ctx does.
func (p *process) waitFor(ctx context.Context, url string, access *rest.Config) error {
	again := time.NewTicker(100 * time.Millisecond)
	defer again.Stop()
	for {
		if ready(ctx, url, access) {
			return nil
		}
		select {
		case <-p.exited:
			return fmt.Errorf("wait for %s: %w: %s", p.name, errExited, p.log.String())
		case <-ctx.Done():
			return fmt.Errorf("wait for %s: %w: %s", p.name, ctx.Err(), p.log.String())
		case <-again.C:
		}
	}
}

func ready(ctx context.Context, url string, access *rest.Config) bool {
	client := http.DefaultClient
	if access != nil {
		var err error
		if client, err = rest.HTTPClientFor(access); err != nil {
			return false // the API server has not written its certificate yet
		}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return false
	}
	response, err := client.Do(request)
	if err != nil {
		return false
	}
	response.Body.Close()
	return response.StatusCode == http.StatusOK
}

// tail keeps the end of what is written to it.
type tail struct {
	mutex sync.Mutex
	text  bytes.Buffer
}

const tailSize = 8 << 10

func (l *tail) Write(p []byte) (int, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.text.Write(p)
	l.text.Next(max(0, l.text.Len()-tailSize))
	return len(p), nil
}

func (l *tail) String() string {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.text.String()
}
