using CompetencyBot.Hosting;

return await CommandLine.RunAsync(args);
