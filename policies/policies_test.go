package policies_test

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/format"
	"github.com/open-policy-agent/opa/v1/tester"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/engine"
	"bulkhead/audit/estate"
	"bulkhead/audit/subject"
	"bulkhead/policies"
)

// load returns all controls; a fault in any is a failure: METADATA, package, capabilities, read set.
func load(t *testing.T) *catalogue.Catalogue {
	t.Helper()
	c, err := catalogue.Load(policies.FS, "kubernetes", "libvirt", "node")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// loadEdges returns all edges.
func loadEdges(t *testing.T) *catalogue.Catalogue {
	t.Helper()
	c, err := catalogue.LoadEdges(policies.FS, nil, "kubernetes", "libvirt")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// eachRego visits all Rego files, tests too.
func eachRego(t *testing.T, visit func(file string, source []byte)) {
	t.Helper()
	err := fs.WalkDir(policies.FS, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(file) != ".rego" {
			return err
		}
		source, err := fs.ReadFile(policies.FS, file)
		if err == nil {
			visit(file, source)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// parsed are all modules with their METADATA, by file.
func parsed(t *testing.T) map[string]*ast.Module {
	t.Helper()
	modules := map[string]*ast.Module{}
	eachRego(t, func(file string, source []byte) {
		module, err := ast.ParseModuleWithOpts(file, string(source), ast.ParserOptions{ProcessAnnotation: true})
		if err != nil {
			t.Fatal(err)
		}
		modules[file] = module
	})
	return modules
}

func TestEveryRegoTestPasses(t *testing.T) {
	modules := parsed(t)
	for _, c := range []*catalogue.Catalogue{load(t), loadEdges(t)} {
		for file, module := range c.Compiler.Modules {
			if strings.HasPrefix(file, "parameters/") {
				modules[file] = module
			}
		}
	}
	results, err := tester.NewRunner().SetCompiler(ast.NewCompiler()).SetModules(modules).RaiseBuiltinErrors(true).RunTests(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	run := map[string]bool{}
	for result := range results {
		run[result.Location.File] = true
		if !result.Pass() {
			t.Errorf("%s: %s %v", result.Location, result, result.Error)
		}
	}
	for _, control := range append(load(t).Controls, loadEdges(t).Controls...) {
		if !run[control.ID+"_test.rego"] {
			t.Errorf("control %s has no test beside it", control.ID)
		}
	}
}

func TestRegoIsFormatted(t *testing.T) {
	eachRego(t, func(file string, source []byte) {
		formatted, err := format.SourceWithOpts(file, source, format.Opts{RegoVersion: ast.RegoV1})
		if err != nil {
			t.Fatal(err)
		}
		if string(formatted) != string(source) {
			t.Errorf("%s is not formatted: run opa fmt -w policies", file)
		}
	})
}

func TestFrameworksAreKnown(t *testing.T) {
	frameworks, err := catalogue.Frameworks(policies.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, control := range load(t).Controls {
		for id, requirements := range control.Frameworks {
			framework := frameworks[id]
			if framework == nil {
				t.Errorf("control %s maps to framework %q, which has no file in frameworks/", control.ID, id)
				continue
			}
			for _, requirement := range requirements {
				if !framework.Has(requirement) {
					t.Errorf("control %s maps to %s %q, which is not among its requirements", control.ID, id, requirement)
				}
			}
		}
	}
}

func TestWeakerControlsNameATruerOne(t *testing.T) {
	c := load(t)
	known := map[string]string{}
	for _, control := range c.Controls {
		known[control.ID] = control.Subject
	}
	for _, control := range c.Controls {
		if control.WeakerThan != "" && known[control.WeakerThan] != control.Subject {
			t.Errorf("control %s is weaker than %q, which is no control on %s", control.ID, control.WeakerThan, control.Subject)
		}
	}
}

// A control that is asked about something of which nothing is known must not pass, whatever its own rules say.
func TestNothingKnownIsUnknown(t *testing.T) {
	for _, c := range []*catalogue.Catalogue{load(t), loadEdges(t)} {
		nothingKnownIsUnknown(t, c)
	}
}

func nothingKnownIsUnknown(t *testing.T, c *catalogue.Catalogue) {
	t.Helper()
	e := engine.New(c, func(*catalogue.Control) bool { return true }, true)
	for _, control := range c.Controls {
		s := &subject.Subject{Kind: control.Subject, Object: &estate.Object{}}
		for _, read := range control.Reads {
			if s.Root(read[0]) == nil {
				s.Roots = append(s.Roots, subject.Root{Name: read[0], Value: estate.UnreadBecause("nothing could be read")})
			}
		}
		answers, err := e.Examiner().Examine(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		for _, answer := range answers {
			if answer.Control == control && answer.Verdict.Outcome != engine.Unknown {
				t.Errorf("control %s gives outcome %d where nothing is known", control.ID, answer.Verdict.Outcome)
			}
		}
	}
}

func TestRemediationsAreForPeople(t *testing.T) {
	for _, control := range load(t).Controls {
		if strings.HasSuffix(control.Title, ".") || len(control.Title) > 100 {
			t.Errorf("control %s: the title %q is no short line without a full stop", control.ID, control.Title)
		}
		if len(control.References) == 0 {
			t.Errorf("control %s has no related_resources", control.ID)
		}
	}
}

// The article compares containers and virtual machines in eight dimensions: each needs something to judge both by.
func TestEveryDimensionHasControlsOnBothPlatforms(t *testing.T) {
	counts := map[[2]string]int{}
	for _, control := range load(t).Controls {
		counts[[2]string{control.Dimension, control.Platform()}]++
	}
	for _, dimension := range catalogue.Dimensions() {
		for _, platform := range []string{"kubernetes", "libvirt"} {
			if counts[[2]string{dimension, platform}] == 0 {
				t.Errorf("no control of %s is of dimension %s", platform, dimension)
			}
		}
	}
}

// The page of the survey's Kubernetes rows names every control on what is no program of the control plane.
func TestCatalogueOfKubernetesNamesControls(t *testing.T) {
	page, err := os.ReadFile("../docs/catalogue-kubernetes.md")
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]bool{}
	for _, word := range regexp.MustCompile(`[a-z0-9-]+`).FindAllString(string(page), -1) {
		words[word] = true
	}
	programs := regexp.MustCompile(`^kubernetes/(apiserver|controllermanager|scheduler|etcd|proxy|kubelet)$`)
	for _, control := range load(t).Controls {
		id, ok := strings.CutPrefix(control.ID, "kubernetes/")
		if ok && !programs.MatchString(control.Subject) && !words[id] {
			t.Errorf("docs/catalogue-kubernetes.md does not name %s", control.ID)
		}
	}
}

// The page that sets our controls against a survey's rows must not name controls that there are none of.
func TestCatalogueOfLibvirtNamesControls(t *testing.T) {
	page, err := os.ReadFile("../docs/catalogue-libvirt.md")
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, control := range load(t).Controls {
		ids = append(ids, control.ID)
	}
	commands := []string{"isolation"}
	for _, found := range regexp.MustCompile("`((?:node/)?[a-z0-9-]+)`").FindAllStringSubmatch(string(page), -1) {
		id := found[1]
		if !strings.Contains(id, "/") {
			id = "libvirt/" + id
		}
		if !slices.Contains(ids, id) && !slices.Contains(commands, found[1]) {
			t.Errorf("docs/catalogue-libvirt.md names %s, and there is no such control", id)
		}
	}
}
