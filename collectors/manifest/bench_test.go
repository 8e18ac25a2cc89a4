package manifest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"go.yaml.in/yaml/v3"

	"bulkhead/audit/estate"
)

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: app-%[1]d
  namespace: team-%[2]d
  labels:
    app: app-%[1]d
    tier: backend
spec:
  replicas: 3
  selector:
    matchLabels:
      app: app-%[1]d
  template:
    metadata:
      labels:
        app: app-%[1]d
        tier: backend
      annotations:
        prometheus.io/scrape: "true"
        prometheus.io/port: "9090"
    spec:
      serviceAccountName: app-%[2]d
      automountServiceAccountToken: false
      securityContext:
        runAsNonRoot: true
        fsGroup: 2000
        seccompProfile:
          type: RuntimeDefault
      containers:
      - name: main
        image: registry.example.com/team-%[2]d/app:1.2.%[1]d
        args: ["--port=8080", "--log-level=info"]
        env:
        - name: DATABASE_HOST
          value: db-%[2]d.example.com
        - name: TOKEN
          valueFrom:
            secretKeyRef:
              name: token
              key: value
        ports:
        - containerPort: 8080
          name: http
        livenessProbe:
          httpGet:
            path: /healthz
            port: http
        resources:
          limits:
            memory: 128Mi
            cpu: 500m
          requests:
            memory: 64Mi
            cpu: 100m
        securityContext:
          allowPrivilegeEscalation: false
          readOnlyRootFilesystem: true
          capabilities:
            drop:
            - ALL
        volumeMounts:
        - name: tmp
          mountPath: /tmp
      - name: sidecar
        image: registry.example.com/team/sidecar:latest
        command:
        - /bin/sh
        - -c
        - |
          set -e
          exec sidecar --team %[2]d
        securityContext:
          privileged: true
        volumeMounts:
        - name: tmp
          mountPath: /tmp
        - name: host
          mountPath: /host
          readOnly: true
      volumes:
      - name: tmp
        emptyDir: {}
      - name: host
        hostPath:
          path: /var/lib
---
`

// deployments writes a file of n Deployments, about 1.9 kB each.
func deployments(b *testing.B, n int) (path string, size int64) {
	b.Helper()
	var content bytes.Buffer
	for i := range n {
		fmt.Fprintf(&content, deployment, i, i%40)
	}
	path = filepath.Join(b.TempDir(), "deployments.yaml")
	if err := os.WriteFile(path, content.Bytes(), 0o600); err != nil {
		b.Fatal(err)
	}
	return path, int64(content.Len())
}

// counter is a sink that drops what it gets.
type counter struct{ objects int }

func (c *counter) Object(*estate.Object) error {
	c.objects++
	return nil
}
func (*counter) Problem(p estate.Problem)  { panic(p.Error) }
func (*counter) Progress(string, int, int) {}

// BenchmarkCollect is the collector on 5,000 Deployments in one file; compare it with BenchmarkMaps.
func BenchmarkCollect(b *testing.B) {
	path, size := deployments(b, 5000)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		sink := &counter{}
		if err := New(Config{Paths: []string{path}}).Collect(b.Context(), sink); err != nil || sink.objects != 5000 {
			b.Fatal(sink.objects, err)
		}
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	b.ReportMetric(float64(memory.Sys)/1e6, "sys-MB")
}

// BenchmarkMaps is yaml.v3 on the same file, into maps without positions, on one core.
func BenchmarkMaps(b *testing.B) {
	path, size := deployments(b, 5000)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		content, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		decoder := yaml.NewDecoder(bytes.NewReader(content))
		for {
			var m map[string]any
			if err := decoder.Decode(&m); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				b.Fatal(err)
			}
		}
	}
}
