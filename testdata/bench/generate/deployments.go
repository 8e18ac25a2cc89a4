// Package generate makes the inputs that are measured.
package generate

import (
	"bufio"
	"fmt"
	"io"
	"os"
)

// Namespaces is how many namespaces generated Deployments are in: team-0, team-1 and so on.
const Namespaces = 50

// Deployments writes n Deployments to a file.
func Deployments(path string, n int) error {
	return write(path, func(w io.Writer) {
		for i := range n {
			fmt.Fprint(w, Deployment(i))
		}
	})
}

// Deployment returns the YAML of Deployment i, some 1.9 kB. No two are alike in names and images.
func Deployment(i int) string {
	return fmt.Sprintf(deployment, i, i%Namespaces, i, i, i%7, i%3+1, i, i, i%11, 8000+i%100, i%5, i%4*128+128, i, i%9)
}

func write(path string, fill func(io.Writer)) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(file)
	fill(w)
	if err := w.Flush(); err != nil {
		return err
	}
	return file.Close()
}

const deployment = `---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: service-%d
  namespace: team-%d
  labels:
    app.kubernetes.io/name: service-%d
    app.kubernetes.io/instance: service-%d
    app.kubernetes.io/version: "1.%d.0"
    app.kubernetes.io/managed-by: Helm
  annotations:
    meta.helm.sh/release-name: estate
    meta.helm.sh/release-namespace: estate
spec:
  replicas: %d
  revisionHistoryLimit: 10
  selector:
    matchLabels:
      app.kubernetes.io/name: service-%d
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 25%%
      maxUnavailable: 0
  template:
    metadata:
      labels:
        app.kubernetes.io/name: service-%d
        tier: backend
    spec:
      terminationGracePeriodSeconds: 30
      containers:
        - name: app
          image: registry.example.com/estate/service:1.%d.3
          imagePullPolicy: IfNotPresent
          args: ["--listen=:8080", "--log-level=info"]
          ports:
            - name: http
              containerPort: %d
              protocol: TCP
          env:
            - name: REGION
              value: zone-%d
            - name: POD_NAME
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: %dMi
          livenessProbe:
            httpGet:
              path: /healthz
              port: http
            initialDelaySeconds: 10
            periodSeconds: 10
          readinessProbe:
            httpGet:
              path: /readyz
              port: http
            periodSeconds: 5
          volumeMounts:
            - name: config
              mountPath: /etc/service
              readOnly: true
            - name: scratch
              mountPath: /tmp
      volumes:
        - name: config
          configMap:
            name: service-%d
        - name: scratch
          emptyDir:
            sizeLimit: %dMi
`
