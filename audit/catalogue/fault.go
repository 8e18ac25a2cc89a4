package catalogue

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// Fault is what is wrong with one policy.
type Fault struct {
	// File is the policy's, and Line and Column are where in it, 0 where that is not known.
	File         string
	Line, Column int
	// Text says what is wrong and, where it is not plain, what to do. It may have several lines.
	Text string
}

func (f Fault) Error() string {
	at := f.File
	if f.Line > 0 {
		at = fmt.Sprintf("%s:%d", at, f.Line)
	}
	if f.Line > 0 && f.Column > 0 {
		at = fmt.Sprintf("%s:%d", at, f.Column)
	}
	return at + ": " + f.Text
}

// Faults are all that is wrong with policies, in the order of files and lines.
type Faults []Fault

func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i := range f {
		lines[i] = f[i].Error()
	}
	return strings.Join(lines, "\n")
}

// orNil sorts faults and returns them as an error, if there are any.
func (f Faults) orNil() error {
	if len(f) == 0 {
		return nil
	}
	slices.SortStableFunc(f, func(a, b Fault) int {
		if c := strings.Compare(a.File, b.File); c != 0 {
			return c
		}
		return a.Line - b.Line
	})
	return f
}

// FaultsOf turns what OPA says into faults; what it does not place is about file.
func FaultsOf(file string, err error) Faults {
	var of ast.Errors
	if !errors.As(err, &of) {
		return Faults{{File: file, Text: err.Error()}}
	}
	var faults Faults
	for _, e := range of {
		fault := Fault{File: file, Text: e.Message}
		if e.Location != nil {
			fault.File, fault.Line, fault.Column = e.Location.File, e.Location.Row, e.Location.Col
		}
		if e.Details != nil {
			for _, line := range e.Details.Lines() {
				fault.Text += "\n" + line
			}
		}
		if !slices.Contains(faults, fault) {
			faults = append(faults, fault)
		}
	}
	return faults
}
