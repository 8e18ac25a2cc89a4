// Command bench measures bulkhead as whole processes against floors: programs that only decode or list the same input. It
// prints ratios of medians over alternating runs, and the peak memory of each process.
package main

import (
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"
)

// rounds is how often each command of a pair runs, in turn.
const rounds = 5

func main() {
	log.SetFlags(0)
	if len(os.Args) > 2 && os.Args[1] == "floor" {
		if err := floor(os.Args[2:]); err != nil {
			log.Fatal(err)
		}
		return
	}
	if len(os.Args) < 3 {
		log.Fatal("usage: bench BULKHEAD RESULTS [CASE...]")
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3:]); err != nil {
		log.Fatal(err)
	}
}

// measure is one command against its floor, with the bounds that the issues set; 0 sets none.
type measure struct {
	name      string
	command   []string
	floor     []string
	maxRatio  float64
	maxMemory float64 // MB
	maxWall   time.Duration
}

func run(bulkhead, results string, only []string) error {
	dir, err := os.MkdirTemp("", "bulkhead-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	self, err := os.Executable()
	if err != nil {
		return err
	}
	measures, stop, err := cases(dir, self, bulkhead)
	if err != nil {
		return err
	}
	defer stop()

	var text strings.Builder
	w := tabwriter.NewWriter(io.MultiWriter(os.Stdout, &text), 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "CASE\tWALL\tFLOOR\tRATIO\tBOUND\tMEMORY MB\tFLOOR MB\tBOUND")
	for _, m := range measures {
		if len(only) > 0 && !slices.Contains(only, m.name) {
			continue
		}
		if err := m.run(w); err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
		w.Flush()
	}
	return os.WriteFile(results, []byte(text.String()), 0o644)
}

func (m *measure) run(w io.Writer) error {
	var walls, floors []time.Duration
	memory, floorMemory := 0.0, 0.0
	for range rounds + 1 { // the first warms caches and is not counted
		wall, mb, err := timed(m.command)
		if err != nil {
			return err
		}
		walls, memory = append(walls, wall), max(memory, mb)
		if m.floor != nil {
			wall, mb, err := timed(m.floor)
			if err != nil {
				return err
			}
			floors, floorMemory = append(floors, wall), max(floorMemory, mb)
		}
	}
	wall := median(walls[1:])
	row := []string{m.name, wall.Round(time.Millisecond).String(), "-", "-", bound(m.maxRatio, "%.1fx"), fmt.Sprintf("%.0f", memory), "-", bound(m.maxMemory, "%.0f")}
	if m.floor != nil {
		base := median(floors[1:])
		row[2], row[3] = base.Round(time.Millisecond).String(), fmt.Sprintf("%.2fx", float64(wall)/float64(base))
		row[6] = fmt.Sprintf("%.0f", floorMemory)
	}
	if m.maxWall > 0 {
		row[4] = m.maxWall.String()
	}
	_, err := fmt.Fprintln(w, strings.Join(row, "\t"))
	return err
}

func bound(limit float64, format string) string {
	if limit == 0 {
		return "-"
	}
	return fmt.Sprintf(format, limit)
}

func median(values []time.Duration) time.Duration {
	slices.Sort(values)
	return values[len(values)/2]
}

// timed runs a command to its end. Exit code 1 is an audit's finding, not a failure.
func timed(command []string) (time.Duration, float64, error) {
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Dir = filepath.Dir(command[0])
	var problems strings.Builder
	cmd.Stderr = &problems
	started := time.Now()
	err := cmd.Run()
	wall := time.Since(started)
	if state := cmd.ProcessState; state == nil || state.ExitCode() > 1 {
		return 0, 0, fmt.Errorf("%s: %w: %s", strings.Join(command, " "), err, problems.String())
	}
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	return wall, float64(usage.Maxrss) / 1024, nil
}
