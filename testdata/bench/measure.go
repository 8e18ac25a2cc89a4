package main

import (
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"
)

// rounds is how often each command of a pair runs, in turn.
const rounds = 5

// measure is one command against its floor, with the bounds that the issues set; 0 sets none.
type measure struct {
	command []string
	// sample is used in place of the command where a process is not measured as a whole.
	sample  func() (sample, error)
	floor   []string // nil where the bound is a time
	maxWall time.Duration
	// maxAbove is how much longer than the floor it may take.
	maxAbove time.Duration
	// maxRatio is of the command's time to the floor's.
	maxRatio float64
	// maxMemory is in MB, on top of the floor's where aboveFloor is set.
	maxMemory  float64
	aboveFloor bool
}

// sample is what a process took: the time until its end, that of all cores together, and its peak memory in MB.
type sample struct {
	wall, cpu time.Duration
	memory    float64
}

// result has medians.
type result struct {
	command, floor sample
}

func (m *measure) run() (result, error) {
	var commands, floors []sample
	for range rounds + 1 {
		took, err := m.once()
		if err != nil {
			return result{}, err
		}
		commands = append(commands, took)
		if m.floor == nil {
			continue
		}
		if took, err = timed(m.floor); err != nil {
			return result{}, err
		}
		floors = append(floors, took)
	}
	return result{median(commands), median(floors)}, nil
}

func (m *measure) once() (sample, error) {
	if m.sample != nil {
		return m.sample()
	}
	return timed(m.command)
}

// median ignores the first sample, which warms caches.
func median(samples []sample) sample {
	if len(samples) == 0 {
		return sample{}
	}
	var walls, cpus []time.Duration
	var memory []float64
	for _, s := range samples[1:] {
		walls, cpus, memory = append(walls, s.wall), append(cpus, s.cpu), append(memory, s.memory)
	}
	slices.Sort(walls)
	slices.Sort(cpus)
	slices.Sort(memory)
	middle := len(walls) / 2
	return sample{walls[middle], cpus[middle], memory[middle]}
}

// timed runs a command to its end. Exit code 1 is an audit's finding, not a failure.
func timed(command []string) (sample, error) {
	cmd := exec.Command(command[0], command[1:]...)
	var problems strings.Builder
	cmd.Stderr = &problems
	started := time.Now()
	err := cmd.Run()
	wall := time.Since(started)
	if state := cmd.ProcessState; state == nil || !state.Exited() || state.ExitCode() > 1 {
		return sample{}, fmt.Errorf("%s: %w: %s", strings.Join(command, " "), err, problems.String())
	}
	state := cmd.ProcessState
	usage := state.SysUsage().(*syscall.Rusage)
	return sample{wall, state.UserTime() + state.SystemTime(), float64(usage.Maxrss) / 1024}, nil
}

const layout = "%-20s%9s%9s%8s%8s%9s%9s%8s%9s%7s%7s  %s\n"

// write prints a row of the table.
func (r result) write(w io.Writer, name string, m *measure) {
	floor, ratio, bound, floorCPU, cpuRatio, floorMemory, memoryBound := "-", "-", "-", "-", "-", "-", "-"
	var over []string
	exceeds := func(what string, is, limit float64) {
		if limit > 0 && is > limit {
			over = append(over, what)
		}
	}
	if m.floor != nil {
		times := float64(r.command.wall) / float64(r.floor.wall)
		floor, ratio, floorMemory = short(r.floor.wall), fmt.Sprintf("%.2fx", times), megabytes(r.floor.memory)
		floorCPU, cpuRatio = short(r.floor.cpu), fmt.Sprintf("%.2fx", float64(r.command.cpu)/float64(r.floor.cpu))
		exceeds("time", times, m.maxRatio)
	}
	if m.maxRatio > 0 {
		bound = fmt.Sprintf("%.1fx", m.maxRatio)
	}
	if m.maxAbove > 0 {
		bound = "+" + short(m.maxAbove)
		exceeds("time", float64(r.command.wall-r.floor.wall), float64(m.maxAbove))
	}
	if m.maxWall > 0 {
		bound = short(m.maxWall)
		exceeds("time", float64(r.command.wall), float64(m.maxWall))
	}
	if limit := m.maxMemory; limit > 0 {
		if m.aboveFloor {
			limit += r.floor.memory
		}
		memoryBound = megabytes(limit)
		exceeds("memory", r.command.memory, limit)
	}
	verdict := "ok"
	if over != nil {
		verdict = "over: " + strings.Join(over, ", ")
	}
	fmt.Fprintf(w, layout, name, short(r.command.wall), floor, ratio, bound,
		short(r.command.cpu), floorCPU, cpuRatio, megabytes(r.command.memory), floorMemory, memoryBound, verdict)
}

func short(d time.Duration) string { return d.Round(time.Millisecond).String() }

func megabytes(mb float64) string { return fmt.Sprintf("%.0f", mb) }
