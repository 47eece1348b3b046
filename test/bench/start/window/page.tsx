import { Button, ConfigProvider } from 'antd';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';

/** One button of the component library, which takes a key. */
function Page() {
  const [pressed, setPressed] = useState(false);
  return (
    <ConfigProvider>
      <Button autoFocus data-testid="button" data-pressed={pressed} onClick={() => setPressed(true)}>
        按钮
      </Button>
    </ConfigProvider>
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<Page />);
