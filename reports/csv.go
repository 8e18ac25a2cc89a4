package reports

import (
	"bufio"
	"encoding/csv"
	"maps"
	"slices"
	"strconv"
	"strings"

	"bulkhead/audit/result"
)

// CSV is for spreadsheets: a row for each finding.

func csvHeader() []string {
	return []string{
		"status", "severity", "control", "title", "target", "platform", "namespace", "resource", "name", "part", "message", "evidence",
		"file", "line", "column", "instances", "reason", "waiver owner", "waiver reason", "waiver expires", "frameworks", "remediation", "fingerprint",
	}
}

func writeCSV(w *bufio.Writer, r *result.Report, o Options) error {
	out := csv.NewWriter(w)
	if err := out.Write(csvHeader()); err != nil {
		return err
	}
	controls := byID(r.Controls)
	for f := range o.everything(r) {
		row := csvRow(f, controls[f.Control])
		for i := range row {
			row[i] = cell(row[i])
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func csvRow(f *result.Finding, c *result.Control) []string {
	var known result.Control
	if c != nil {
		known = *c
	}
	platform, _, _ := strings.Cut(f.Subject.Kind, "/")
	var place result.Evidence
	if e := inFile(f); e != nil {
		place = *e
	}
	var waiver result.Waiver
	if f.Waiver != nil {
		waiver = *f.Waiver
	}
	return []string{
		string(f.Status), string(f.Severity), f.Control, known.Title, f.Subject.Target, platform, f.Subject.Namespace, f.Subject.Resource,
		f.Subject.Name, f.Subject.Part, f.Message, saidAll(f, "; "), place.File, count(place.Line), count(place.Column), count(f.Instances), f.Reason,
		waiver.Owner, waiver.Reason, waiver.Expires, strings.Join(mappings(&known), "; "), known.Remediation, f.Fingerprint,
	}
}

// mappings are a control's requirements, as framework:requirement.
func mappings(c *result.Control) []string {
	var list []string
	for _, framework := range slices.Sorted(maps.Keys(c.Frameworks)) {
		for _, requirement := range c.Frameworks[framework] {
			list = append(list, framework+":"+requirement)
		}
	}
	return list
}

// count leaves 0, which stands for unknown, out.
func count(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// cell keeps a spreadsheet from taking text for a formula: what would start one, also where a program drops leading blanks or
// takes full-width signs, gets an apostrophe in front.
func cell(text string) string {
	text = clean(text)
	if start := strings.TrimLeft(text, " \u00a0\u3000\ufffd"); start != "" && strings.ContainsRune("=+-@|%＝＋－＠", []rune(start)[0]) {
		return "'" + text
	}
	return text
}
