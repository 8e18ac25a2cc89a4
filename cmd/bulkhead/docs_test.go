package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/result"
	"bulkhead/cmd/internal/choice"
	"bulkhead/policies"
)

// generated tells readers of a generated file where to change it.
const generated = "<!-- Generated: go test ./cmd/bulkhead -run Docs -update -->\n\n"

func TestDocsOfCommands(t *testing.T) {
	atRoot(t)
	var doc strings.Builder
	doc.WriteString("# Commands\n\n" + generated + settingsDoc)
	commands := []string{""}
	for _, command := range newRoot(streams{}).Commands() {
		commands = append(commands, command.Name())
		for _, sub := range command.Commands() {
			commands = append(commands, command.Name()+" "+sub.Name())
		}
	}
	for _, command := range commands {
		help := bulkhead(t, strings.Fields(command+" --help")...)
		if help.code != 0 || help.err != "" {
			t.Errorf("bulkhead %s --help: exit code %d, %s", command, help.code, help.err)
		}
		for line := range strings.Lines(help.out) {
			if len(line) > helpWidth+len("\n") {
				t.Errorf("bulkhead %s --help is wider than %d columns: %s", command, helpWidth, line)
			}
		}
		fmt.Fprintf(&doc, "\n## %s\n\n```text\n%s```\n", strings.TrimSpace("bulkhead "+command), help.out)
	}
	golden(t, "docs/cli.md", doc.String())
}

const settingsDoc = `What each command prints with ` + "`--help`" + `. A flag is taken from the command line, else from the variable ` + "`BULKHEAD_FLAG`" + `
(upper case, underscores for hyphens), else from the settings file, whose keys are the flags' names:

` + "```yaml" + `
severity-threshold: medium
exclude-namespaces: [kube-system, "test-*"]
` + "```" + `

Its key ` + "`controls`" + ` gives controls other severities and parameters: [tuning.md](tuning.md).
`

func TestDocsOfControls(t *testing.T) {
	atRoot(t)
	all, err := catalogue.Load(policies.FS, choice.Platforms()...)
	if err != nil {
		t.Fatal(err)
	}
	frameworks, err := catalogue.Frameworks(policies.FS)
	if err != nil {
		t.Fatal(err)
	}
	d := controlsDoc{frameworks: frameworks}
	d.write("# Controls\n\n" + generated)
	d.write("%d controls, made from what their files in [policies](../policies) say. `bulkhead controls ID` prints the same.\n", len(all.Controls))
	d.write("Some are more or less severe for some subjects; their Rego says when.\n")
	for _, platform := range choice.Platforms() {
		d.platform(platform, slices.DeleteFunc(slices.Clone(all.Controls), func(c *catalogue.Control) bool { return c.Platform() != platform }))
	}
	d.sources(all.Controls)
	golden(t, "docs/controls.md", d.String())
}

// controlsDoc is docs/controls.md.
type controlsDoc struct {
	strings.Builder
	frameworks map[string]*catalogue.Framework
}

func (d *controlsDoc) write(format string, args ...any) { fmt.Fprintf(d, format, args...) }

// platform writes a table of the platform's controls, the severest first, and a section for each.
func (d *controlsDoc) platform(name string, controls []*catalogue.Control) {
	d.write("\n## %s\n\n| severity | control | what it demands |\n|---|---|---|\n", name)
	for _, severity := range result.Severities() {
		for _, c := range controls {
			if c.Severity == severity {
				d.write("| %s | [%s](#%s) | %s |\n", severity, c.ID, c.ID, plainMarkdown(c.Title))
			}
		}
	}
	for _, c := range controls {
		d.control(c)
	}
}

// control writes a section. Its anchor is the ID, which no Markdown heading could give.
func (d *controlsDoc) control(c *catalogue.Control) {
	d.write("\n<a id=%q></a>\n### %s\n\n**%s.** %s\n\n", c.ID, c.ID, plainMarkdown(c.Title), plainMarkdown(c.Description))
	d.write("- Change: %s\n", plainMarkdown(c.Remediation))
	if len(c.Fix) > 0 {
		d.write("- [`bulkhead fix`](fix.md) proposes it for files\n")
	}
	d.write("- Severity %s; wall %s; dimension %s; asked of each `%s`; [Rego](../policies/%s.rego)\n", c.Severity, c.Wall, c.Dimension, c.Subject, c.ID)
	if c.WeakerThan != "" {
		d.write("- Weaker than [%s](#%s), which asks the truer question: the table tells a fault of both there only\n", c.WeakerThan, c.WeakerThan)
	}
	var reads []string
	for _, path := range looksAt(c) {
		reads = append(reads, "`"+path.String()+"`")
	}
	d.write("- Looks at: %s\n", strings.Join(reads, ", "))
	for _, name := range slices.Sorted(maps.Keys(c.Parameters)) {
		p := c.Parameters[name]
		byDefault, _ := json.Marshal(p.Default)
		d.write("- [Parameter](tuning.md) `%s`, %s, by default `%s`: %s\n", name, p.Type, byDefault, plainMarkdown(p.Description))
	}
	if len(c.Frameworks) > 0 {
		var ids []string
		for _, id := range slices.Sorted(maps.Keys(c.Frameworks)) {
			ids = append(ids, fmt.Sprintf("[%s](#%s) %s", id, id, strings.Join(c.Frameworks[id], ", ")))
		}
		d.write("- Frameworks: %s\n", strings.Join(ids, "; "))
	}
	for _, reference := range c.References {
		d.write("- See <%s>\n", reference)
	}
}

// sources writes what the frameworks are, how far controls map to them, and where their IDs come from.
func (d *controlsDoc) sources(controls []*catalogue.Control) {
	mapped := map[string]map[string]bool{}
	for _, c := range controls {
		for id, requirements := range c.Frameworks {
			for _, requirement := range requirements {
				if mapped[id] == nil {
					mapped[id] = map[string]bool{}
				}
				mapped[id][requirement] = true
			}
		}
	}
	d.write("\n## Frameworks\n\nRequirements' titles are our own words. A requirement is mapped if a control maps to it, which does not say that the\n")
	d.write("controls cover it.\n\n| id | framework | mapped | where the ids come from |\n|---|---|---|---|\n")
	for _, id := range slices.Sorted(maps.Keys(d.frameworks)) {
		f := d.frameworks[id]
		verified := ""
		if f.Verified != "" {
			verified = " Verified " + f.Verified + "."
		}
		d.write("| <a id=%q></a>%s | %s, %s | %d of %d | %s%s |\n", id, id, plainMarkdown(f.Title), f.Version, len(mapped[id]), len(f.Requirements),
			plainMarkdown(strings.TrimSpace(f.Source)), verified)
	}
}

// plainMarkdown escapes what Markdown would take for its own.
func plainMarkdown(text string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "<", `\<`, "|", `\|`, "`", "\\`", "[", `\[`, "\n", " ").Replace(text)
}
