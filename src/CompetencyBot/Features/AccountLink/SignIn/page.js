// Takes the code of the page to the Teams client that opened it; anywhere else it shows the digits to type.
(() => {
  'use strict';
  const patience = 2000; // milliseconds in which a Teams client answers
  const { code, failure } = document.getElementById('sign-in').dataset;
  let settled = false;

  const settle = (inTeams) => {
    if (settled) return;
    settled = true;
    if (!inTeams) {
      const digits = document.getElementById('digits');
      if (digits) digits.hidden = false;
    } else if (code) {
      microsoftTeams.authentication.notifySuccess(code);
    } else {
      microsoftTeams.authentication.notifyFailure(failure);
    }
  };

  const script = document.createElement('script');
  script.src = '/account/teams.js';
  script.onerror = () => settle(false);
  script.onload = () => {
    setTimeout(() => settle(false), patience);
    microsoftTeams.app.initialize().then(() => settle(true), () => settle(false));
  };
  document.head.append(script);
})();
