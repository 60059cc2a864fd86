#!/bin/sh
# Runs on a machine, in the project's folder.
#   prove.sh look                  prints what the machine is, and how many times slower than a fast one, as JSON
#   prove.sh run LIMIT ARGUMENT…   runs `npm start ARGUMENT…` for LIMIT seconds at most, and leaves proved/: exit-code, which
#                                  is 124 after the limit, output.txt, evidence.json if it was written, and kernel.log, what
#                                  the kernel logged during the run, if the log may be read
set -eu

# Milliseconds that a piece of work takes which a fast processor with nothing else to do does in 200.
measure() {
  began=$(date +%s%N)
  count=0
  while [ "$count" -lt 200000 ]; do count=$((count + 1)); done
  echo $((($(date +%s%N) - began) / 1000000))
}

case $1 in
  look)
    . /etc/os-release
    slowness=$(($(measure) / 200))
    [ "$slowness" -ge 1 ] || slowness=1
    printf '{"processor":"%s","kernel":"%s","system":"%s","slowness":%s}\n' \
      "$(uname -m)" "$(uname -r)" "$PRETTY_NAME" "$slowness"
    ;;
  run)
    limit=$2
    shift 2
    mkdir proved
    began=$(cut -d ' ' -f 1 /proc/uptime)
    code=0
    timeout --kill-after=60 "$limit" npm start -- --out "$PWD/proved/reports" "$@" >proved/output.txt 2>&1 || code=$?
    echo "$code" >proved/exit-code
    cp proved/reports/evidence.json proved/reports/*/evidence.json proved/ 2>/dev/null || :
    # The times in the log are seconds since the boot, as in /proc/uptime.
    { sudo -n dmesg || dmesg; } >proved/log 2>/dev/null &&
      awk -v began="$began" '{ time = $0; sub(/^\[ */, "", time); if (time + 1 >= began) print }' proved/log >proved/kernel.log || :
    ;;
esac
