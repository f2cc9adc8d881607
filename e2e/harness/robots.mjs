// The form of a robot as an admin uses it.

/** The parts of the form of one robot, or of a new one. In Chinese too, as far as looks are tested in it. */
export function robotForm(page) {
  return {
    field: (label) => page.getByRole('textbox', { name: new RegExp(`^${label}`) }),
    rotate: page.getByRole('button', { name: /^(Rotate|更换)…$/ }),
    write: page.getByRole('button', { name: /^(Write to |写入 )/ }),
    create: page.getByRole('button', { name: /^Create on / }),
    secret: page.getByLabel(/^(New secret|Secret|新密钥)$/),
    once: page.getByRole('region', { name: /^(New secret of this robot|此机器人的新密钥)$/ }),
    verified: page.getByRole('status').filter({ hasText: /Verified|已核实/ }),
    said: (text) => page.getByRole('alert').filter({ hasText: text }),
  };
}
