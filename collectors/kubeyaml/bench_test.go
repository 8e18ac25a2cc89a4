package kubeyaml

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"testing"

	"go.yaml.in/yaml/v3"
)

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: app-%[1]d
  namespace: team-%[2]d
  labels: {app: app-%[1]d}
  annotations:
    note: "hello world"
spec:
  replicas: 3
  selector:
    matchLabels:
      app: app-%[1]d
  template:
    metadata:
      labels:
        app: app-%[1]d
    spec:
      serviceAccountName: default
      automountServiceAccountToken: false
      securityContext:
        runAsNonRoot: true
        seccompProfile:
          type: RuntimeDefault
      containers:
      - name: main
        image: registry.example.com/team/app:1.2.%[1]d
        args: ["--port=8080", "--log-level=info"]
        env:
        - name: DATABASE_URL
          value: postgres://user@db-%[2]d:5432/app
        - name: TOKEN
          valueFrom:
            secretKeyRef:
              name: tok
              key: token
        ports:
        - containerPort: 8080
          name: http
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

// deployments is a stream of n Deployments of some 1.8 kB.
func deployments(n int) []byte {
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, deployment, i, i%40)
	}
	return b.Bytes()
}

func BenchmarkParse(b *testing.B) {
	stream := deployments(1000)
	b.SetBytes(int64(len(stream)))
	b.ReportAllocs()
	for b.Loop() {
		var p Parser
		for d := range Documents(stream) {
			if _, err := p.Parse(d); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkParseComplete(b *testing.B) {
	stream := deployments(1000)
	b.SetBytes(int64(len(stream)))
	b.ReportAllocs()
	for b.Loop() {
		var p Parser
		for d := range Documents(stream) {
			if _, err := p.parseComplete(d); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkMaps(b *testing.B) {
	stream := deployments(1000)
	b.SetBytes(int64(len(stream)))
	b.ReportAllocs()
	for b.Loop() {
		decoder := yaml.NewDecoder(bytes.NewReader(stream))
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
