# Read by the lab's shells at each prompt: the lab looks at the machine and says what has changed.
if [ -S "$NSPROOF_LAB" ]; then
  "$NSPROOF_LAB_BIN/lab-look"
  if [ -r "${NSPROOF_LAB%/*}/variables.sh" ]; then . "${NSPROOF_LAB%/*}/variables.sh"; fi
fi
