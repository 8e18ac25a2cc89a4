{{/* The name of everything in a release. */}}
{{- define "ledger.name" -}}
{{ printf "%s-%s" .Release.Name "ledger" | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "ledger.securityContext" -}}
allowPrivilegeEscalation: false
capabilities:
  drop: [ALL]
{{- end }}
