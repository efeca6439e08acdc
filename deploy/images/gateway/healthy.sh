#!/usr/bin/env bash
# Whether the gateway is ready, asked without curl: the base image has none.
exec 3<>"/dev/tcp/127.0.0.1/${GATEWAY_PORT:-8000}" || exit 1
printf 'GET /q/health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r -t 4 status <&3
[[ $status == *' 200'* ]]
