package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"bulkhead/audit/catalogue"
	"bulkhead/policies"
	"bulkhead/reports"
)

// sampleControls are few, so that the samples stay short: failures of both platforms and something unknown.
const sampleControls = "kubernetes/privileged-container,kubernetes/runtime-socket,libvirt/vnc-listens-everywhere,libvirt/interface-without-filter"

// extension is what files of a format are called.
func extension(format string) string {
	switch format {
	case reports.FormatTable, reports.FormatGitHub:
		return format + ".txt"
	case reports.FormatMarkdown:
		return "md"
	case reports.FormatPrometheus:
		return "prom"
	case reports.FormatJUnit, reports.FormatXCCDF, reports.FormatARF:
		return format + ".xml"
	case reports.FormatOSCAL, reports.FormatPolicyReport, reports.FormatOpenReports:
		return format + ".json"
	case reports.FormatOCSF:
		return "ocsf.jsonl"
	}
	return format
}

// Every format has a sample of the demo's estate, with times and versions that do not change.
func TestDocsOfFormats(t *testing.T) {
	atRoot(t)
	ran := bulkhead(t, "audit", "-f", "json", "--show-passed", "--isolation", "--include-controls", sampleControls, demo+"/cluster.snapshot.zst", demo+"/libvirt")
	if ran.code != 1 || ran.err != "" {
		t.Fatalf("exit code %d, %s", ran.code, ran.err)
	}
	report, err := reports.ReadJSON(strings.NewReader(ran.out))
	if err != nil {
		t.Fatal(err)
	}
	report.Started = time.Date(2026, 11, 24, 7, 30, 0, 0, time.UTC)
	report.Finished = report.Started.Add(time.Second)
	report.Tool.Version, report.Tool.Policies = "v0.1.0", "sha256:"+strings.Repeat("0", 64)
	for i := range report.Targets {
		report.Targets[i].Collected = report.Started
	}
	frameworks, err := catalogue.Frameworks(policies.FS)
	if err != nil {
		t.Fatal(err)
	}
	options := reports.Options{Catalogue: frameworks, Frameworks: []string{"pss:baseline"}, ShowPassed: true, Now: report.Finished}
	var index strings.Builder
	index.WriteString("# A sample of every format\n\n" + generated)
	index.WriteString("The sample estate of `make demo`, asked four controls, in every format that [report.md](../report.md) lists.\n\n")
	for _, format := range reports.Formats() {
		var text bytes.Buffer
		if err := reports.Write(&text, format, report, options); err != nil {
			t.Fatal(err)
		}
		name := "demo." + extension(format)
		golden(t, "docs/samples/"+name, text.String())
		fmt.Fprintf(&index, "- `%s`: [%s](%s)\n", format, name, name)
	}
	golden(t, "docs/samples/README.md", index.String())
}
