{{- /*
What the chart of a service puts into its pods. Each template takes the chart's own context and writes
items of a list, nothing where `enabled` is false; the lists' keys are the chart's:

  initContainers:
    {{- include "threadleak-agent.initContainers" . | nindent 4 }}
  containers:
    - name: app
      env:
        {{- include "threadleak-agent.env" . | nindent 8 }}
      ports:
        {{- include "threadleak-agent.ports" . | nindent 8 }}
      volumeMounts:
        {{- include "threadleak-agent.volumeMounts" . | nindent 8 }}
  volumes:
    {{- include "threadleak-agent.volumes" . | nindent 4 }}
*/ -}}

{{- define "threadleak-agent.initContainers" -}}
{{- with index .Values "threadleak-agent" -}}
{{- if .enabled -}}
- name: threadleak
  image: {{ .image | quote }}
  imagePullPolicy: {{ .imagePullPolicy }}
  command: [cp, /threadleak.jar, /threadleak/threadleak.jar]
  resources:
    {{- toYaml .resources | nindent 4 }}
  securityContext:
    allowPrivilegeEscalation: false
    capabilities: {drop: [ALL]}
    readOnlyRootFilesystem: true
    runAsNonRoot: true
    seccompProfile: {type: RuntimeDefault}
  volumeMounts:
    - name: threadleak
      mountPath: /threadleak
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "threadleak-agent.env" -}}
{{- with index .Values "threadleak-agent" -}}
{{- if .enabled -}}
{{- if and (not .webConfig.secretName) (not .openToNetwork) -}}
{{- fail "threadleak-agent: beyond loopback the agent asks who may see it: set webConfig.secretName, or openToNetwork: true where the network keeps strangers out" -}}
{{- end -}}
- name: JAVA_TOOL_OPTIONS
  value: {{ printf "%s -javaagent:/threadleak/threadleak.jar" .javaToolOptions | quote }}
- name: THREADLEAK_HOST
  value: {{ .host | quote }}
- name: THREADLEAK_PORT
  value: {{ .port | quote }}
{{- if .webConfig.secretName }}
- name: THREADLEAK_WEB_CONFIG
  value: /etc/threadleak/web.yml
{{- end }}
{{- if .openToNetwork }}
- name: THREADLEAK_OPEN_TO_NETWORK
  value: "on"
{{- end }}
{{- range $name, $value := .options }}
- name: THREADLEAK_{{ $name | snakecase | upper }}
  value: {{ if kindIs "bool" $value }}{{ ternary "on" "off" $value | quote }}{{ else }}{{ $value | quote }}{{ end }}
{{- end }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "threadleak-agent.ports" -}}
{{- with index .Values "threadleak-agent" -}}
{{- if .enabled -}}
- name: threadleak
  containerPort: {{ .port }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "threadleak-agent.volumeMounts" -}}
{{- with index .Values "threadleak-agent" -}}
{{- if .enabled -}}
- name: threadleak
  mountPath: /threadleak
  readOnly: true
{{- if .webConfig.secretName }}
- name: threadleak-web-config
  mountPath: /etc/threadleak
  readOnly: true
{{- end }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "threadleak-agent.volumes" -}}
{{- with index .Values "threadleak-agent" -}}
{{- if .enabled -}}
- name: threadleak
  emptyDir: {sizeLimit: 64Mi}
{{- if .webConfig.secretName }}
- name: threadleak-web-config
  secret:
    secretName: {{ .webConfig.secretName }}
{{- end }}
{{- end -}}
{{- end -}}
{{- end -}}
