package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"bulkhead/testdata/bench/generate"
)

// watch is how long bulkhead takes from the moment a file is saved until its answer, a JSON report, is whole.
func watch(s *setup) (*measure, error) {
	dir := s.input("watched")
	if err := generate.Repository(dir, watched); err != nil {
		return nil, err
	}
	command := exec.Command(s.bulkhead, "audit", "--watch", dir, "-f", "json", "--quiet")
	command.Stderr = os.Stderr
	answers, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	s.stops = append(s.stops, func() {
		_ = command.Process.Signal(os.Interrupt)
		_, _ = io.Copy(io.Discard, answers)
		_ = command.Wait()
	})
	reader := bufio.NewReader(answers)
	if err := skipReport(reader); err != nil {
		return nil, err
	}
	changes := 0
	return &measure{maxWall: 100 * time.Millisecond, sample: func() (sample, error) {
		changes++
		saved := time.Now()
		path := filepath.Join(dir, "team-1", "service-1.yaml")
		if err := os.WriteFile(path, []byte(generate.Deployment(1)+fmt.Sprintf("# %d\n", changes)), 0o644); err != nil {
			return sample{}, err
		}
		err := skipReport(reader)
		return sample{wall: time.Since(saved)}, err
	}}, nil
}

// skipReport reads a JSON report to its end: the first line that is "}" alone.
func skipReport(r *bufio.Reader) error {
	for {
		line, err := r.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil {
			return err
		}
		if string(line) == "}\n" {
			return nil
		}
	}
}
