package reports

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/result"
	"bulkhead/policies"
)

var update = flag.Bool("update", false, "write the golden files")

type golden struct {
	name    string
	report  *result.Report
	options Options
}

// frameworksOf are the real frameworks, as far as the sample's controls name them.
func frameworksOf() map[string]*catalogue.Framework {
	known, err := catalogue.Frameworks(policies.FS)
	if err != nil {
		panic(err)
	}
	return known
}

func goldens() []golden {
	gate := &Gate{Threshold: result.High}
	var cases []golden
	for _, width := range []int{60, 80, 120} {
		o := Options{Width: width, Gate: gate, Now: sample().Finished}
		cases = append(cases, golden{fmt.Sprintf("control-%d", width), sample(), o})
	}
	o := Options{Width: 100, Gate: gate, Now: sample().Finished}
	with := func(change func(*Options)) Options {
		changed := o
		change(&changed)
		return changed
	}
	return append(cases,
		golden{"color", sample(), with(func(o *Options) { o.Color = true })},
		golden{"resource", sample(), with(func(o *Options) { o.View = ViewResource })},
		golden{"framework", sample(), with(func(o *Options) { o.View, o.Catalogue = ViewFramework, frameworksOf() })},
		golden{"passed", sample(), with(func(o *Options) { o.ShowPassed = true })},
		golden{"high", sample(), with(func(o *Options) { o.MinSeverity = result.High })},
		golden{"one", one(), with(func(o *Options) { o.Width = 80 })},
		golden{"clear", clear(), o},
		golden{"nothing", nothing(), o},
		golden{"hostile", hostile(), with(func(o *Options) { o.ShowPassed = true })},
	)
}

func TestTable(t *testing.T) {
	written := map[string]bool{"json.golden": true}
	check := func(t *testing.T, name, got string) {
		t.Helper()
		path := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs (write it with -update):\n%s", path, got)
		}
	}
	for _, test := range goldens() {
		t.Run(test.name, func(t *testing.T) {
			got := render(t, FormatTable, test.report, test.options)
			for line := range strings.Lines(got) {
				line = strings.TrimSuffix(line, "\n")
				if !test.options.Color && runewidth.StringWidth(line) > test.options.Width {
					t.Errorf("wider than %d: %q", test.options.Width, line)
				}
				if line != strings.TrimRight(line, " ") {
					t.Errorf("ends with spaces: %q", line)
				}
			}
			check(t, test.name+".golden", got)
		})
		written[test.name+".golden"] = true
	}
	check(t, "json.golden", render(t, FormatJSON, sample(), Options{}))
	files, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if !written[file.Name()] && !file.IsDir() {
			t.Errorf("testdata/%s belongs to no test", file.Name())
		}
	}
}
