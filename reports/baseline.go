package reports

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"bulkhead/audit/result"
)

// Baseline is what an earlier report found failing, kept in some 40 bytes for each failure.
type Baseline struct {
	targets  map[string]uint32
	failures map[known]uint8 // the rank of the severity
}

type known struct {
	target      uint32
	fingerprint [16]byte
}

// ReadBaseline reads a report that [Write] wrote as JSON, finding by finding. Errors name the line, and a report of another schema is
// refused.
func ReadBaseline(r io.Reader) (*Baseline, error) {
	lines := &lineReader{r: r}
	d := jsontext.NewDecoder(lines)
	b := &Baseline{targets: map[string]uint32{}, failures: map[known]uint8{}}
	if err := b.read(d); err != nil {
		return nil, fmt.Errorf("read baseline: line %d: %w", lines.line(offset(d, err)), reason(err))
	}
	return b, nil
}

func (b *Baseline) read(d *jsontext.Decoder) error {
	if kind := d.PeekKind(); kind != '{' {
		return errors.New("not a bulkhead report: no JSON object; write one with audit --report json=FILE")
	}
	if _, err := d.ReadToken(); err != nil {
		return err
	}
	schema, findings := false, false
	for d.PeekKind() != '}' {
		name, err := d.ReadToken()
		if err != nil {
			return err
		}
		switch name.String() {
		case "schema":
			schema = true
			err = readSchema(d)
		case "findings":
			findings = true
			err = b.readFindings(d)
		default:
			err = d.SkipValue()
		}
		if err != nil {
			return err
		}
	}
	switch {
	case !schema:
		return errors.New(`not a bulkhead report: no "schema"`)
	case !findings:
		return errors.New(`not a bulkhead report: no "findings"`)
	}
	if _, err := d.ReadToken(); err != nil {
		return err
	}
	if _, err := d.ReadToken(); !errors.Is(err, io.EOF) {
		return errors.New("something follows the report")
	}
	return nil
}

func (b *Baseline) readFindings(d *jsontext.Decoder) error {
	if kind := d.PeekKind(); kind != '[' {
		return errors.New("findings are no list")
	}
	if _, err := d.ReadToken(); err != nil {
		return err
	}
	for d.PeekKind() != ']' {
		var f struct {
			Severity    result.Severity `json:"severity"`
			Status      result.Status   `json:"status"`
			Fingerprint string          `json:"fingerprint"`
			Subject     struct {
				Target string `json:"target"`
			} `json:"subject"`
		}
		if err := json.UnmarshalDecode(d, &f); err != nil {
			return err
		}
		if f.Status != result.Fail { // what was waived or unknown and now fails is new
			continue
		}
		key, ok := b.key(f.Subject.Target, f.Fingerprint, true)
		if !ok {
			return fmt.Errorf("fingerprint %q is not 32 digits of 0-9 and a-f", f.Fingerprint)
		}
		rank := uint8(f.Severity.Rank())
		if worst, twice := b.failures[key]; !twice || rank < worst {
			b.failures[key] = rank
		}
	}
	_, err := d.ReadToken()
	return err
}

func (b *Baseline) key(target, fingerprint string, add bool) (known, bool) {
	var k known
	n, ok := b.targets[target]
	if !ok && add {
		n = uint32(len(b.targets))
		b.targets[target] = n
	}
	k.target = n
	if len(fingerprint) != 2*len(k.fingerprint) {
		return k, false
	}
	_, err := hex.Decode(k.fingerprint[:], []byte(fingerprint))
	return k, err == nil && (ok || add)
}

// Has says whether the baseline's audit had the same failure of the same target, and no milder.
func (b *Baseline) Has(f *result.Finding) bool {
	key, ok := b.key(f.Subject.Target, f.Fingerprint, false)
	if !ok {
		return false
	}
	rank, ok := b.failures[key]
	return ok && int(rank) <= f.Severity.Rank()
}
