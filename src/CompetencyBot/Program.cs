using CompetencyBot.CommandLine;

return await BotProgram.RunAsync(args);
