package main

import (
	"bufio"
	"fmt"
	"os"
)

// writeDeployments writes n Deployments of some 1.9 kB each, of which no two are alike in names and images.
func writeDeployments(path string, n int) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(file)
	for i := range n {
		fmt.Fprintf(w, deployment, i, i%50, i, i, i%7, i%3+1, i, i, i%11, 8000+i%100, i%5, i%4*128+128, i, i%9)
	}
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
