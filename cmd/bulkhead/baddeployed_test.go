package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

const chartYAML = "apiVersion: v2\nname: bad\nversion: 1.0.0\n"

// Charts and kustomizations that can't be rendered are problems with a place, and what else there is is audited.
func TestBadCharts(t *testing.T) {
	configMap := "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a: "
	for name, test := range map[string]struct {
		files map[string]string
		want  string
	}{
		"a template that fails":      {map[string]string{"templates/a.yaml": "a: b\n{{ fail \"no \\u001b[31mway\" }}\n"}, `bad/templates/a.yaml:2:4 no`},
		"a value that is missing":    {map[string]string{"templates/a.yaml": "{{ required \"set .x\" .Values.x }}\n"}, "bad/templates/a.yaml:1:4 set .x"},
		"a map that is missing":      {map[string]string{"templates/a.yaml": "a: {{ .Values.x.y.z }}\n"}, "bad/templates/a.yaml:1:14 "},
		"a function that is none":    {map[string]string{"templates/a.yaml": "\n{{ env \"HOME\" }}\n"}, `bad/templates/a.yaml:2:0 function "env" not defined`},
		"a template cut short":       {map[string]string{"templates/a.yaml": "{{ if true }}\n"}, "bad/templates/a.yaml:2:0 unexpected EOF"},
		"a template without end":     {map[string]string{"templates/a.yaml": "{{ define \"a\" }}{{ include \"a\" . }}{{ end }}{{ include \"a\" . }}\n"}, "nested reference name"},
		"a template that calls back": {map[string]string{"templates/a.yaml": "{{ define \"a\" }}{{ template \"a\" . }}{{ end }}{{ template \"a\" . }}\n"}, "exceeded maximum template depth"},
		"a text that fills memory":   {map[string]string{"templates/a.yaml": "{{ range until 40 }}{{ $x := repeat 100000000 \"x\" }}{{ $x }}{{ end }}\n"}, "MB"},
		"a list that fills memory":   {map[string]string{"templates/a.yaml": "{{ until 2000000000 }}\n"}, "it takes more than 1024 MB of memory"},
		"values of the wrong type":   {map[string]string{"values.yaml": "a: [\n"}, "bad:0:0 cannot load values.yaml"},
		"values against the schema":  {map[string]string{"values.yaml": "a: 1\n", "values.schema.json": `{"properties": {"a": {"type": "string"}}}`}, "values don't meet the specifications"},
		"a schema from elsewhere":    {map[string]string{"values.schema.json": `{"$ref": "http://127.0.0.1:9/x.json"}`}, "values don't meet the specifications"},
		"a chart without a version":  {map[string]string{"Chart.yaml": "apiVersion: v2\nname: bad\n"}, "chart.metadata.version is required"},
		"a subchart that is missing": {map[string]string{"Chart.yaml": chartYAML + "dependencies: [{name: db, version: 1.x.x, repository: 'https://charts.example.com'}]\n"}, "the chart db that it depends on is not in charts/"},
		"another Kubernetes":         {map[string]string{"Chart.yaml": chartYAML + "kubeVersion: '<1.20'\n"}, "it is for Kubernetes <1.20, not v1.37.0"},
		"YAML that is broken":        {map[string]string{"templates/a.yaml": "kind: Pod\n\n{{ if true }}\n  x: [\n{{ end }}\nb: c"}, "bad/templates/a.yaml:4:3 mapping values"},
		"files outside":              {map[string]string{"templates/a.yaml": configMap + "{{ .Files.Get \"../../secret.txt\" | quote }}\n" + "{{ fail (.Files.Get \"../../secret.txt\" | default \"nothing\") }}"}, "nothing"},
		"the cluster":                {map[string]string{"templates/a.yaml": "{{ fail (lookup \"v1\" \"Secret\" \"\" \"\" | toString) }}"}, "map[]"},
		"the network":                {map[string]string{"templates/a.yaml": "{{ fail (printf \"(%s)\" (getHostByName \"localhost\")) }}"}, "()"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, "secret.txt", "hunter2")
			write(t, dir, "good.yaml", goodPod)
			write(t, dir, "bad/Chart.yaml", chartYAML)
			write(t, dir, "bad/templates/fine.yaml", strings.ReplaceAll(goodPod, "good", "fine"))
			for path, text := range test.files {
				write(t, dir, "bad/"+path, text)
			}
			t.Chdir(dir)
			checkBad(t, ".", test.want, strings.Contains(test.want, "/templates/"))
		})
	}
}

// checkBad audits a directory with a good pod and something bad, and wants the problem said and the good pod audited. Where
// only one template is bad, the pod fine beside it is audited too.
func checkBad(t *testing.T, target, want string, fine bool) {
	t.Helper()
	ran := bulkhead(t, "audit", target, "-f", "json")
	report := ran.document(t)
	var said []string
	for _, p := range report.Targets[0].Problems {
		said = append(said, fmt.Sprintf("%s:%d:%d %s", p.File, p.Line, p.Column, p.Error))
	}
	if all := strings.Join(said, "\n"); !strings.Contains(all, want) || strings.Contains(all, "hunter2") {
		t.Errorf("problems %s\nwant %s", all, want)
	}
	names := map[string]bool{}
	for i := range report.Findings {
		names[report.Findings[i].Subject.Name] = true
	}
	if !names["good"] || fine && !names["fine"] {
		t.Errorf("audited: %v", names)
	}
	if report.Targets[0].Status != "partial" || ran.code != 3 {
		t.Errorf("target %s, exit code %d", report.Targets[0].Status, ran.code)
	}
}

func TestBadChartFiles(t *testing.T) {
	for name, test := range map[string]struct {
		make func(t *testing.T, dir string)
		want string
	}{
		"a link out of it": {func(t *testing.T, dir string) {
			write(t, dir, "bad/Chart.yaml", chartYAML)
			link(t, "../secret.txt", dir+"/bad/values.yaml")
		}, "bad:0:0 the link values.yaml leads out of the chart"},
		"a link to a directory above": {func(t *testing.T, dir string) {
			write(t, dir, "bad/Chart.yaml", chartYAML)
			link(t, "..", dir+"/bad/templates")
		}, "the link templates leads out of the chart"},
		"a pipe in it": {func(t *testing.T, dir string) {
			write(t, dir, "bad/Chart.yaml", chartYAML)
			if err := syscall.Mkfifo(dir+"/bad/values.yaml", 0o600); err != nil {
				t.Fatal(err)
			}
		}, "cannot load irregular file"},
		"an archive that is a bomb": {func(t *testing.T, dir string) {
			archive(t, dir+"/bad.tgz", map[string]string{"bad/Chart.yaml": chartYAML, "bad/big": strings.Repeat("\x00", 200<<20)})
		}, "bad.tgz:0:0 decompressed chart is larger than the maximum size"},
		"an archive with a path above": {func(t *testing.T, dir string) {
			archive(t, dir+"/bad.tgz", map[string]string{"bad/Chart.yaml": chartYAML, "bad/../../x": "hunter2"})
		}, "bad.tgz:0:0 "},
		"an archive cut short": {func(t *testing.T, dir string) {
			archive(t, dir+"/bad.tgz", map[string]string{"bad/Chart.yaml": chartYAML})
			text, err := os.ReadFile(dir + "/bad.tgz")
			if err != nil {
				t.Fatal(err)
			}
			write(t, dir, "bad.tgz", string(text[:len(text)/2]))
		}, "bad.tgz:0:0 "},
		"an archive without a chart": {func(t *testing.T, dir string) { archive(t, dir+"/bad.tgz", map[string]string{"bad/x": "y"}) }, "bad.tgz:0:0 "},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, "secret.txt", "hunter2: hunter2")
			write(t, dir, "good.yaml", goodPod)
			test.make(t, dir)
			t.Chdir(dir)
			before := listing(t, dir)
			checkBad(t, ".", test.want, false)
			if after := listing(t, dir); after != before {
				t.Errorf("files were written: %s", after)
			}
		})
	}
}

func TestBadKustomizations(t *testing.T) {
	for name, test := range map[string]struct {
		files map[string]string
		want  string
	}{
		"a file that is missing": {map[string]string{"kustomization.yaml": "resources: [missing.yaml]\n"}, "missing.yaml"},
		"a field that is none":   {map[string]string{"kustomization.yaml": "resource: [a.yaml]\n"}, `unknown field "resource"`},
		"no YAML":                {map[string]string{"kustomization.yaml": "resources: [\n"}, "yaml"},
		"itself":                 {map[string]string{"kustomization.yaml": "resources: [../bad]\n"}, "cycle detected"},
		"a base by HTTP":         {map[string]string{"kustomization.yaml": "resources: ['https://127.0.0.1:9/a.yaml']\n"}, "fetched from elsewhere, which --allow-remote-bases would allow"},
		"a base by git":          {map[string]string{"kustomization.yaml": "resources: ['https://git.example.com/org/repo?ref=v1']\n"}, "fetched from elsewhere"},
		"a base by ssh":          {map[string]string{"kustomization.yaml": "resources: ['git@github.com:org/repo']\n"}, "fetched from elsewhere"},
		"a file outside":         {map[string]string{"kustomization.yaml": "resources: [a.yaml]\nconfigMapGenerator: [{name: x, files: [../secret.txt]}]\n", "a.yaml": goodPod}, "is not in or below"},
		"a chart to fetch":       {map[string]string{"kustomization.yaml": "helmCharts: [{name: x, repo: 'https://charts.example.com', version: 1.0.0}]\n"}, "must specify --enable-helm"},
		"a program":              {map[string]string{"kustomization.yaml": "generators: [g.yaml]\n", "g.yaml": "apiVersion: a/v1\nkind: G\nmetadata: {name: g, annotations: {config.kubernetes.io/function: 'exec: {path: /bin/true}'}}\n"}, "plugin"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, "secret.txt", "hunter2")
			write(t, dir, "good.yaml", goodPod)
			for path, text := range test.files {
				write(t, dir, "bad/"+path, text)
			}
			t.Chdir(dir)
			before := listing(t, dir)
			checkBad(t, ".", test.want, false)
			if after := listing(t, dir); after != before {
				t.Errorf("files were written: %s", after)
			}
		})
	}
}

// A template that never ends is given up when the target's time is, and its renderer goes with it.
func TestEndlessChart(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "bad/Chart.yaml", chartYAML)
	write(t, dir, "bad/templates/a.yaml", "{{ range until 30000 }}{{ range until 30000 }}{{ range until 30000 }}{{ end }}{{ end }}{{ end }}")
	ran := bulkhead(t, "audit", dir, "--timeout", "2s")
	if ran.code != 3 || !strings.Contains(ran.out, "not done after 2s") {
		t.Errorf("exit code %d\n%s", ran.code, ran.out)
	}
}

// What a network policy of a chart that can't be rendered would say is not known.
func TestBrokenChartHidesNothing(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "pod.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: default}\n---\n"+goodPod)
	write(t, dir, "bad/Chart.yaml", chartYAML)
	write(t, dir, "bad/templates/a.yaml", "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a}\nspec: {podSelector: {}}\n{{ fail \"x\" }}")
	for _, f := range bulkhead(t, "audit", dir, "-f", "json").document(t).Findings {
		if f.Control == "kubernetes/no-network-policy" && (f.Status != "unknown" || f.Reason != "unread") {
			t.Errorf("%s: %s %s", f.Control, f.Status, f.Reason)
		}
	}
}

func archive(t *testing.T, path string, files map[string]string) {
	t.Helper()
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	tape := tar.NewWriter(zip)
	for name, text := range files {
		if err := tape.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(text))}); err != nil {
			t.Fatal(err)
		}
		if _, err := tape.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := tape.Close(); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, packed.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// listing is all files in a directory, with their sizes.
func listing(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			fmt.Fprintf(&all, "%s %d\n", path, info.Size())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}
