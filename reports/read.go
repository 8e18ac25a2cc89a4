package reports

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"bulkhead/audit/result"
)

// ReadJSON reads a report that [Write] wrote as JSON, all of it into memory. Fields that it does not know are ignored, as
// later versions may add some. Errors name the line; what is no bulkhead report is said to be none.
func ReadJSON(r io.Reader) (*result.Report, error) {
	lines := &lineReader{r: r}
	d := jsontext.NewDecoder(lines)
	report, err := readReport(d)
	if err != nil {
		return nil, fmt.Errorf("read report: line %d: %w", lines.line(offset(d, err)), reason(err))
	}
	return report, nil
}

func readReport(d *jsontext.Decoder) (*result.Report, error) {
	if kind := d.PeekKind(); kind != '{' && kind != 0 {
		return nil, errors.New("not a bulkhead report: no JSON object")
	}
	if _, err := d.ReadToken(); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, errors.New("not a bulkhead report: empty")
		}
		return nil, err
	}
	var (
		report   result.Report
		findings []result.Finding
		passed   []result.Finding
		seen     = map[string]bool{}
	)
	for d.PeekKind() != '}' {
		name, err := d.ReadToken()
		if err != nil {
			return nil, err
		}
		key := name.String()
		seen[key] = true
		switch key {
		case "schema":
			err = readSchema(d)
		case "tool":
			err = json.UnmarshalDecode(d, &report.Tool)
		case "started":
			err = json.UnmarshalDecode(d, &report.Started)
		case "finished":
			err = json.UnmarshalDecode(d, &report.Finished)
		case "limited":
			err = json.UnmarshalDecode(d, &report.Limited)
		case "targets":
			err = json.UnmarshalDecode(d, &report.Targets)
		case "controls":
			err = json.UnmarshalDecode(d, &report.Controls)
		case "findings":
			findings, err = readFindings(d, result.Fail, result.Unknown, result.Waived)
		case "isolation":
			err = readIsolation(d, &report)
		case "passed":
			passed, err = readFindings(d, result.Pass)
		default:
			err = d.SkipValue()
		}
		if err != nil {
			return nil, err
		}
	}
	if _, err := d.ReadToken(); err != nil {
		return nil, err
	}
	for _, key := range []string{"schema", "tool", "started", "finished", "targets", "controls", "findings"} {
		if !seen[key] {
			return nil, fmt.Errorf("not a bulkhead report: no %q", key)
		}
	}
	if _, err := d.ReadToken(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows the report")
	}
	report.Findings = pointers(findings)
	if seen["passed"] {
		report.Passed = pointers(passed)
	}
	return &report, nil
}

func readSchema(d *jsontext.Decoder) error {
	var schema string
	if err := json.UnmarshalDecode(d, &schema); err != nil {
		return err
	}
	if schema != result.Schema {
		return fmt.Errorf("schema %q is not %q, the one this version reads", schema, result.Schema)
	}
	return nil
}

// readFindings reads a list of findings and holds each to the statuses given: one with another would be shown nowhere.
func readFindings(d *jsontext.Decoder, statuses ...result.Status) ([]result.Finding, error) {
	if kind := d.PeekKind(); kind != '[' && kind != 0 {
		return nil, errors.New("findings are no list")
	}
	if _, err := d.ReadToken(); err != nil {
		return nil, err
	}
	findings := []result.Finding{}
	for d.PeekKind() != ']' {
		var f result.Finding
		if err := json.UnmarshalDecode(d, &f); err != nil {
			return nil, err
		}
		if !slices.Contains(statuses, f.Status) {
			return nil, fmt.Errorf("status %q of a finding of %q is none of %q", f.Status, f.Control, statuses)
		}
		if !slices.Contains(result.Severities(), f.Severity) {
			return nil, fmt.Errorf("severity %q of a finding of %q is none of %q", f.Severity, f.Control, result.Severities())
		}
		findings = append(findings, f)
	}
	_, err := d.ReadToken()
	return findings, err
}

// offset is where in the input the error is.
func offset(d *jsontext.Decoder, err error) int64 {
	if syntactic, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		return syntactic.ByteOffset
	}
	if semantic, ok := errors.AsType[*json.SemanticError](err); ok {
		return semantic.ByteOffset
	}
	return d.InputOffset()
}

// reason is the error without the decoder's own words for where it happened.
func reason(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("the report ends too early")
	}
	if syntactic, ok := errors.AsType[*jsontext.SyntacticError](err); ok && syntactic.Err != nil {
		return syntactic.Err
	}
	return err
}

// lineReader notes where lines end, so that offsets can be told as line numbers.
type lineReader struct {
	r    io.Reader
	read int64
	ends []int64
}

func (l *lineReader) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	for i, b := range p[:n] {
		if b == '\n' {
			l.ends = append(l.ends, l.read+int64(i))
		}
	}
	l.read += int64(n)
	return n, err
}

// line is the number, from 1, of the line with that offset.
func (l *lineReader) line(offset int64) int {
	n, _ := slices.BinarySearch(l.ends, offset)
	return n + 1
}
