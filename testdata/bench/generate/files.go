package generate

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Repository writes n Deployments into files of their own, one directory for each namespace.
func Repository(dir string, n int) error {
	for i := range n {
		if err := writeFile(filepath.Join(dir, fmt.Sprintf("team-%d", i%Namespaces), fmt.Sprintf("service-%d.yaml", i)), Deployment(i)); err != nil {
			return err
		}
	}
	return nil
}

// Chart writes a Helm chart of n Deployments, each by a template of its own that asks for values.
func Chart(dir string, n int) error {
	all := map[string]string{
		"Chart.yaml":  "apiVersion: v2\nname: estate\nversion: 1.0.0\n",
		"values.yaml": "registry: registry.example.com\nreplicas: 2\nlabels: {team: shop, tier: backend}\n",
		"templates/_helpers.tpl": `{{- define "estate.labels" -}}
{{- range $name, $value := .Values.labels }}
{{ $name }}: {{ $value | quote }}
{{- end }}
{{- end }}
`,
	}
	inValues := strings.NewReplacer("registry.example.com", "{{ .Values.registry }}",
		"  revisionHistoryLimit:", "  {{- if gt (int .Values.replicas) 1 }}\n  minReadySeconds: 5\n  {{- end }}\n  revisionHistoryLimit:",
		"        tier: backend\n", "        {{- include \"estate.labels\" . | nindent 8 }}\n")
	for i := range n {
		all[fmt.Sprintf("templates/service-%d.yaml", i)] = inValues.Replace(Deployment(i))
	}
	for name, text := range all {
		if err := writeFile(filepath.Join(dir, name), text); err != nil {
			return err
		}
	}
	return nil
}

func writeFile(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o644)
}
