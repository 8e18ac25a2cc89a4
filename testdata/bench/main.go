// Command bench measures bulkhead as whole processes against floors: programs that only decode or list the same input. It
// prints ratios of medians over alternating runs and the peak memory of each process, and marks what is over its bound. The
// CPU time has no bound: it shows what is the program's and what is a busy machine's.
//
// The memory that Linux reports of a process begins with what its parent used when it started it. So the bench itself is
// small and leaves all work to others; it shows what a process that does nothing is seen with.
package main

import (
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) < 3 {
		log.Fatal("usage: bench BULKHEAD RESULTS [CASE...]")
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3:]); err != nil {
		log.Fatal(err)
	}
}

func run(bulkhead, results string, only []string) error {
	s, err := newSetup(bulkhead)
	if err != nil {
		return err
	}
	defer s.close()

	var text strings.Builder
	w := io.MultiWriter(os.Stdout, &text)
	nothing, err := timed([]string{"/bin/true"})
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "medians of %d runs; /bin/true takes %s and is seen with %.0f MB\n", rounds, short(nothing.wall), nothing.memory)
	fmt.Fprintf(w, layout, "CASE", "TIME", "FLOOR", "RATIO", "BOUND", "CPU", "FLOOR", "RATIO", "MB", "FLOOR", "BOUND", "")
	ofFormats, err := formats(s.bulkhead)
	if err != nil {
		return err
	}
	for _, c := range slices.Concat(cases, ofFormats) {
		if len(only) > 0 && !slices.ContainsFunc(only, c.named) {
			continue
		}
		m, err := c.prepare(s)
		if err != nil {
			return fmt.Errorf("prepare %s: %w", c.name, err)
		}
		if m == nil {
			fmt.Fprintf(w, "%-20sleft out: built without libvirt (needs gcc; build tag libvirt_dlopen)\n", c.name)
			continue
		}
		r, err := m.run()
		if err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		r.write(w, c.name, m)
	}
	return os.WriteFile(results, []byte(text.String()), 0o644)
}

// named says whether a user means this case: by its name, or by what it begins with, as format.
func (c benchCase) named(name string) bool {
	return c.name == name || strings.HasPrefix(c.name, name+"-")
}

// setup is where the cases' inputs and programs are.
type setup struct {
	dir      string // of inputs
	programs string // the directory of the floors
	bulkhead string
	stops    []func()
}

func newSetup(bulkhead string) (*setup, error) {
	bulkhead, err := filepath.Abs(bulkhead)
	if err != nil {
		return nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "bulkhead-bench-")
	return &setup{dir: dir, programs: filepath.Dir(self), bulkhead: bulkhead}, err
}

func (s *setup) close() {
	for _, stop := range s.stops {
		stop()
	}
	os.RemoveAll(s.dir)
}

func (s *setup) input(name string) string { return filepath.Join(s.dir, name) }

func (s *setup) program(name string) string { return filepath.Join(s.programs, name) }
