/** Longer phrases first. What is not translated stays English, as in Zendesk's own translations. */
const PHRASES: readonly (readonly [english: string, spanish: string])[] = [
  ["is already being used by another user", "ya está siendo utilizado por otro usuario"],
  ["is too short (minimum one character)", "es demasiado corto (mínimo un carácter)"],
  ["You do not have permission to create or update this user", "No tiene permiso para crear o actualizar este usuario"],
  ["The account owner cannot be deleted", "No se puede eliminar al propietario de la cuenta"],
  [
    "You do not have permission to create or update this organization",
    "No tiene permiso para crear o actualizar esta organización",
  ],
  ["is not a valid phone number", "no es un número de teléfono válido"],
  ["is not properly formatted", "no tiene el formato correcto"],
  ["has already been taken", "ya está en uso"],
  ["Couldn't find", "No se pudo encontrar"],
  ["Database collision", "Conflicto en la base de datos"],
  ["cannot be blank", "no puede estar en blanco"],
  ["is not valid", "no es válido"],
  ["is invalid", "no es válido"],
  ["Name:", "Nombre:"],
  ["Email:", "Correo electrónico:"],
  ["Phone:", "Teléfono:"],
  ["Organization", "Organización"],
  ["Role:", "Rol:"],
  ["External:", "Externo:"],
  ["User", "Usuario"],
];

/** The details of a failed row in an account whose language is Spanish. Names and addresses stay as they are. */
export function inSpanish(details: string): string {
  let text = details;
  for (const [english, spanish] of PHRASES) text = text.replace(english, spanish);
  return text;
}
