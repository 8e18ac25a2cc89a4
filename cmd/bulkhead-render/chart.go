package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	ci "helm.sh/helm/v4/pkg/chart"
	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/chart/common/util"
	chart "helm.sh/helm/v4/pkg/chart/v2"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	chartutil "helm.sh/helm/v4/pkg/chart/v2/util"
	"helm.sh/helm/v4/pkg/engine"
	"helm.sh/helm/v4/pkg/strvals"

	"bulkhead/collectors/render"
)

// renderChart renders a chart as helm template does: Helm's own engine without a cluster, so that lookup finds nothing.
func renderChart(r *render.Request) (*render.Response, error) {
	c, err := loadChart(r.Chart)
	if err != nil {
		return nil, err
	}
	if c.Metadata.Type == "library" {
		return &render.Response{}, nil
	}
	values, err := readValues(r)
	if err != nil {
		return nil, err
	}
	if err := missingDependencies(c); err != nil {
		return nil, err
	}
	if err := chartutil.ProcessDependencies(c, values); err != nil {
		return nil, err
	}
	version := r.Version
	if version == "" {
		version = "v1.37.0"
	}
	capabilities := common.DefaultCapabilities.Copy()
	kube, err := common.ParseKubeVersion(version)
	if err != nil {
		return nil, err
	}
	capabilities.KubeVersion = *kube
	if wants := c.Metadata.KubeVersion; wants != "" && !chartutil.IsCompatibleRange(wants, kube.String()) {
		return nil, fmt.Errorf("it is for Kubernetes %s, not %s: name the version with --kubernetes-version", wants, version)
	}
	options := common.ReleaseOptions{Name: r.Name, Namespace: r.Namespace, Revision: 1, IsInstall: true}
	if options.Name == "" {
		options.Name = c.Name()
	}
	if options.Namespace == "" {
		options.Namespace = "default"
	}
	made, err := util.ToRenderValues(c, values, options, capabilities)
	if err != nil {
		return nil, err
	}
	t := newTemplates(r.Chart, c)
	response := &render.Response{}
	rendered := t.render(c, made, response)
	marked := t.renderMarked(c, made)
	for _, name := range slices.Sorted(maps.Keys(rendered)) {
		if base := path.Base(name); strings.HasPrefix(base, "_") || base == "NOTES.txt" {
			continue
		}
		response.Files = append(response.Files, t.file(name, rendered[name], marked[name]))
	}
	for _, crd := range c.CRDObjects() {
		response.Files = append(response.Files, render.File{Path: filepath.Join(r.Chart, filepath.FromSlash(crd.Name)), Text: crd.File.Data})
	}
	return response, nil
}

// loadChart loads a directory, of which nothing is read that lies elsewhere, or an archive.
func loadChart(name string) (*chart.Chart, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		if info.Size() > render.MaxInput {
			return nil, fmt.Errorf("larger than %d MB", render.MaxInput>>20)
		}
		return loader.LoadFile(name)
	}
	if err := inside(name); err != nil {
		return nil, err
	}
	return loader.LoadDir(name)
}

// inside refuses a directory with links out of it, and one that is too large.
func inside(dir string) error {
	root, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return err
	}
	files, size := 0, int64(0)
	return filepath.WalkDir(root, func(at string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.Type()&fs.ModeSymlink != 0 {
			to, err := filepath.EvalSymlinks(at)
			if err != nil {
				return fmt.Errorf("link %s: %w", relative(root, at), errors.Unwrap(err))
			}
			if rest, ok := strings.CutPrefix(to, root+string(filepath.Separator)); !ok || rest == "" {
				return fmt.Errorf("the link %s leads out of the chart", relative(root, at))
			}
			return nil
		}
		if !entry.Type().IsRegular() {
			return nil
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		if files++; files > maxFiles {
			return fmt.Errorf("more than %d files", maxFiles)
		}
		if size += info.Size(); size > render.MaxInput {
			return fmt.Errorf("larger than %d MB", render.MaxInput>>20)
		}
		return nil
	})
}

func relative(root, at string) string {
	if short, err := filepath.Rel(root, at); err == nil {
		return short
	}
	return at
}

// missingDependencies says which charts have to be fetched first: nothing is.
func missingDependencies(c *chart.Chart) error {
	for _, wanted := range c.Metadata.Dependencies {
		if !slices.ContainsFunc(c.Dependencies(), func(have *chart.Chart) bool { return have.Name() == wanted.Name }) {
			return fmt.Errorf("the chart %s that it depends on is not in charts/: fetch it with helm dependency build", wanted.Name)
		}
	}
	return nil
}

func readValues(r *render.Request) (map[string]any, error) {
	all := map[string]any{}
	for _, file := range r.Values {
		info, err := os.Stat(file)
		if err != nil {
			return nil, err
		}
		if info.Size() > render.MaxInput {
			return nil, fmt.Errorf("%s: larger than %d MB", file, render.MaxInput>>20)
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		values, err := loader.LoadValues(bytes.NewReader(text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		all = loader.MergeMaps(all, values)
	}
	for _, set := range r.Set {
		if err := strvals.ParseInto(set, all); err != nil {
			return nil, fmt.Errorf("--set %s: %w", set, err)
		}
	}
	return all, nil
}

// templates are those of a chart and its subcharts.
type templates struct {
	dir    string
	source map[string]*common.File // by the name that the engine knows them by
	path   map[string]string       // of their files, as the user would type it
}

func newTemplates(dir string, root *chart.Chart) *templates {
	t := &templates{dir: dir, source: map[string]*common.File{}, path: map[string]string{}}
	var add func(c *chart.Chart, at string)
	add = func(c *chart.Chart, at string) {
		for _, file := range c.Templates {
			name := path.Join(c.ChartFullPath(), file.Name)
			t.source[name], t.path[name] = file, filepath.Join(dir, filepath.FromSlash(at), filepath.FromSlash(file.Name))
		}
		for _, below := range c.Dependencies() {
			add(below, path.Join(at, "charts", directoryOf(c, below)))
		}
	}
	add(root, "")
	return t
}

// directoryOf finds the folder or archive of a subchart, which may go by another name.
func directoryOf(parent, sub *chart.Chart) string {
	var manifest []byte
	for _, file := range sub.Raw {
		if file.Name == "Chart.yaml" {
			manifest = file.Data
		}
	}
	for _, file := range parent.Raw {
		rest, below := strings.CutPrefix(file.Name, "charts/")
		if name, ok := strings.CutSuffix(rest, "/Chart.yaml"); below && ok && !strings.Contains(name, "/") && bytes.Equal(file.Data, manifest) {
			return name
		}
	}
	for _, file := range parent.Raw {
		if rest, below := strings.CutPrefix(file.Name, "charts/"); below && strings.HasSuffix(rest, ".tgz") && strings.HasPrefix(rest, sub.Metadata.Name+"-") {
			return rest
		}
	}
	return sub.Name()
}

// maxFailing bounds how many templates may fail before the rest is given up.
const maxFailing = 50

// render renders all templates. One that fails is a problem, and left out.
func (t *templates) render(c *chart.Chart, values common.Values, response *render.Response) map[string]string {
	for range maxFailing {
		rendered, err := engine.Render(ci.Charter(c), values)
		if err == nil {
			return rendered
		}
		problem := t.problem(err)
		response.Problems = append(response.Problems, problem.Problem)
		if problem.name == "" || !remove(c, problem.name) {
			response.Problems[len(response.Problems)-1].Text = t.all(c)
			return nil
		}
	}
	response.Problems = append(response.Problems, render.Problem{File: t.dir, Error: "too many of its templates fail", Text: t.all(c)})
	return nil
}

// all is the text of all templates that were not rendered.
func (t *templates) all(c *chart.Chart) []byte {
	var text []byte
	for _, file := range c.Templates {
		text = append(append(text, file.Data...), '\n')
	}
	for _, below := range c.Dependencies() {
		text = append(text, t.all(below)...)
	}
	return text
}

func remove(c *chart.Chart, name string) bool {
	for i, file := range c.Templates {
		if path.Join(c.ChartFullPath(), file.Name) == name {
			c.Templates = slices.Delete(c.Templates, i, i+1)
			return true
		}
	}
	return slices.ContainsFunc(c.Dependencies(), func(below *chart.Chart) bool { return remove(below, name) })
}

type failed struct {
	render.Problem
	name string // of the template, as the engine has it
}

// placed matches where the engine says that a template fails.
var placed = regexp.MustCompile(`^(?:parse error at |execution error at |execution error in |parse error in )?\(?([^:()\s]+):(\d+)(?::(\d+))?\)?:?\s*`)

func (t *templates) problem(err error) failed {
	text := err.Error()
	made := failed{Problem: render.Problem{File: t.dir, Error: oneLine(text)}}
	match := placed.FindStringSubmatch(text)
	if match == nil || t.source[match[1]] == nil {
		return made
	}
	made.name, made.File = match[1], t.path[match[1]]
	made.Line, _ = strconv.Atoi(match[2])
	if column, err := strconv.Atoi(match[3]); err == nil {
		made.Column = column + 1 // the engine counts from 0
	}
	made.Error = oneLine(text[len(match[0]):])
	if base := path.Base(made.name); strings.HasPrefix(base, "_") { // what fails is whoever includes it
		made.name = ""
	}
	if made.name != "" {
		made.Text = t.source[made.name].Data
	}
	return made
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
