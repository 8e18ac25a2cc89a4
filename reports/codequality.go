package reports

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path/filepath"
	"strconv"
	"strings"

	"bulkhead/audit/result"
)

// The format codequality is GitLab's code quality report, which its merge requests show beside the lines: a subset of Code Climate's.

type qualityIssue struct {
	Description string          `json:"description"`
	CheckName   string          `json:"check_name"`
	Fingerprint string          `json:"fingerprint"`
	Severity    string          `json:"severity"`
	Location    qualityLocation `json:"location"`
}

type qualityLocation struct {
	Path  string `json:"path"`
	Lines struct {
		Begin int `json:"begin"`
	} `json:"lines"`
}

// notRead is the check of what could not be read.
const notRead = "not-read"

func writeCodeQuality(w *bufio.Writer, r *result.Report, o Options) error {
	q := qualityWriter{w: w, seen: map[string]int{}}
	if _, err := w.WriteString("["); err != nil {
		return err
	}
	for i := range r.Targets {
		t := &r.Targets[i]
		for j := range t.Problems {
			p := &t.Problems[j]
			issue := qualityIssue{Description: p.What + ": " + p.Error, CheckName: notRead, Severity: "major"}
			if err := q.write(issue, t.ID+"\x00"+p.What+"\x00"+p.Error, p.File, t.ID, p.Line); err != nil {
				return err
			}
		}
	}
	for f := range o.everything(r) {
		if err := q.finding(f); err != nil {
			return err
		}
	}
	_, err := w.WriteString("\n]\n")
	return err
}

type qualityWriter struct {
	w    *bufio.Writer
	seen map[string]int // GitLab keeps one of several issues with one fingerprint
	any  bool
}

func (q *qualityWriter) finding(f *result.Finding) error {
	issue := qualityIssue{CheckName: f.Control, Severity: qualitySeverity(f), Description: subjectName(&f.Subject)}
	if f.Message != "" {
		issue.Description += ": " + f.Message
	}
	if f.Status != result.Fail {
		issue.Description = standing(f) + ", " + issue.Description
	}
	file, line := "", 0
	if e := inFile(f); e != nil {
		file, line = e.File, e.Line
	}
	return q.write(issue, f.Subject.Target+"\x00"+f.Fingerprint, file, f.Subject.Target+"/"+objectName(&f.Subject), line)
}

// write writes an issue about a line of a file, or about what has none by the name of that instead.
func (q *qualityWriter) write(issue qualityIssue, identity, file, name string, line int) error {
	n := q.seen[identity]
	q.seen[identity]++
	digest := sha256.Sum256([]byte(identity + "\x00" + strconv.Itoa(n)))
	issue.Fingerprint = hex.EncodeToString(digest[:16])
	issue.Description = clean(issue.Description)
	issue.Location.Path = strings.TrimPrefix(clean(name), "./")
	if file != "" {
		issue.Location.Path = clean(filepath.ToSlash(filepath.Clean(file))) // GitLab takes no leading ./
	}
	issue.Location.Lines.Begin = max(1, line)
	text, err := json.Marshal(issue)
	if err != nil {
		return err
	}
	separator := ",\n  "
	if !q.any {
		separator, q.any = "\n  ", true
	}
	if _, err := q.w.WriteString(separator); err != nil {
		return err
	}
	_, err = q.w.Write(text)
	return err
}

// qualitySeverity is one of GitLab's: blocker, critical, major, minor, info.
func qualitySeverity(f *result.Finding) string {
	if f.Status != result.Fail {
		return "info"
	}
	switch f.Severity {
	case result.Critical:
		return "blocker"
	case result.High:
		return "critical"
	case result.Medium:
		return "major"
	default:
		return "minor"
	}
}
