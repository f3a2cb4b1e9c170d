// What `nest build` does with the plugin in nest-cli.json, without the rest of @nestjs/cli.
import * as plugin from '@nestjs/swagger/plugin';
import ts from 'typescript';

const { options, fileNames } = ts.parseJsonConfigFileContent(
  ts.readConfigFile('tsconfig.json', ts.sys.readFile).config, ts.sys, process.cwd(),
);
const program = ts.createProgram(fileNames, options);
const before = [plugin.before({ classValidatorShim: true, introspectComments: true }, program)];
const { diagnostics } = program.emit(undefined, undefined, undefined, undefined, { before });
const problems = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
for (const { file, messageText } of problems) {
  console.error(file?.fileName, ts.flattenDiagnosticMessageText(messageText, '\n'));
}
process.exitCode = problems.length ? 1 : 0;
